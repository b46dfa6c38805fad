/** What is put into brackets, where that is known already. */
export type Chosen =
  | { is: 'selection'; words: string; first: string; last: string }
  | { is: 'standing'; quote: string }

/** The page of brackets is read when it is wanted, so that its forms are no part of the desk's scripts. */
async function readPage(norm: string): Promise<Document> {
  const answer = await fetch(`/norms/${norm}/brackets`)
  if (!answer.ok) throw new Error(`the page of brackets answered ${answer.status}`)
  return new DOMParser().parseFromString(await answer.text(), 'text/html')
}

/** A bracket with all that is said of it and may be done to it; null when it is no longer there. */
export async function bracketPart(norm: string, id: string): Promise<Node | null> {
  const entry = (await readPage(norm)).getElementById(`bracket-${id}`)
  if (!entry) return null
  entry.querySelector('details')?.setAttribute('open', '')
  // on its page it stands under the name of who holds it
  const holder = entry.parentElement?.parentElement?.querySelector('.bracket-holder bdi')?.textContent
  const held = entry.ownerDocument.createElement('strong')
  held.textContent = `Held by ${holder ?? 'nobody'}`
  entry.prepend(held)
  return inDiv(entry)
}

/** The form that places a bracket in a paragraph, or that takes one which stands there; null where there is none. */
export async function placePart(norm: string, paragraph: string, chosen: Chosen | undefined) {
  const page = await readPage(norm)
  if (chosen?.is === 'standing') {
    const entries = [...page.querySelectorAll('#unheld > ul > li')]
    const entry = entries.find((li) => takes(li, paragraph, chosen.quote))
    entry?.querySelector('details')?.setAttribute('open', '')
    return entry ? inDiv(entry) : null
  }
  const form = page.querySelector<HTMLFormElement>(`[id="state-${paragraph}"] form[action$="/brackets"]`)
  if (form && chosen) takeSelection(form, chosen)
  return form && document.importNode(form, true)
}

function takes(entry: Element, paragraph: string, quote: string): boolean {
  const form = entry.querySelector(`form[action$="/${paragraph}/brackets"]`)
  return form?.querySelector<HTMLInputElement>('[name="quote"]')?.value === quote
}

/** What is selected stands for the fields that would name the words. */
function takeSelection(form: HTMLFormElement, { words, first, last }: Extract<Chosen, { is: 'selection' }>) {
  for (const name of ['where', 'words', 'nth'])
    form.querySelector(`[name="${name}"]`)?.closest('.field')?.remove()
  for (const [name, value] of Object.entries({ first, last })) {
    const input = form.ownerDocument.createElement('input')
    Object.assign(input, { type: 'hidden', name, value })
    input.setAttribute('value', value)
    form.prepend(input)
  }
  const shown = form.ownerDocument.createElement('p')
  shown.className = 'bracket bracket-quote serif'
  shown.dir = 'auto'
  shown.textContent = `[${words}]`
  form.prepend(shown)
}

function inDiv(entry: Element): Node {
  const div = document.createElement('div')
  div.className = 'stack-tight'
  div.append(...[...entry.childNodes].map((node) => document.importNode(node, true)))
  return div
}
