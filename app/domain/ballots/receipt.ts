/** No I, L, O, U: nothing that is misread or spells something. */
const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const codeLength = 12
const groupLength = 4

/**
 * B32: the short code of a vote: the first 60 bits of its entry's leaf hash in base 32, `7Q2M-K40D-9ZXA`. Whoever
 * has the entry can work the code out again.
 */
export function receiptOf(leaf: Uint8Array): string {
  let bits = 0n
  for (const byte of leaf.subarray(0, 8)) bits = (bits << 8n) | BigInt(byte)
  bits >>= 4n
  let code = ''
  for (let place = codeLength - 1; place >= 0; place--) {
    code += letters[Number((bits >> BigInt(5 * place)) & 31n)]
  }
  return code.match(new RegExp(`.{${groupLength}}`, 'g'))!.join('-')
}

/** A code as somebody typed it, in its one spelling; null when it cannot be one. */
export function parseReceipt(text: string): string | null {
  if (text.length > 40) return null
  const plain = text.toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1')
  if (plain.length !== codeLength || [...plain].some((each) => !letters.includes(each))) return null
  return plain.match(new RegExp(`.{${groupLength}}`, 'g'))!.join('-')
}
