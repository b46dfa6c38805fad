import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { verifyVerb } from '~/cli/verify'
import { exportFiles, rollFile } from '~/domain/ledger/export-format'
import { printVkey } from '~/domain/ledger/note'
import { rollHash } from '~/domain/ledger/roll'
import {
  at,
  checkpointAt,
  logSigner,
  north,
  otherSigner,
  smallLedger,
  type World,
  worldOf,
  writeExport,
} from '../domain/ledger/export-fixture'
import { seed, sha256, signerFrom } from '../domain/ledger/vectors'

const root = mkdtempSync(join(tmpdir(), 'parley-verify-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

let folder = ''
let made = 0
beforeEach(() => {
  folder = join(root, `export-${made++}`)
})

async function run(...argv: string[]): Promise<{ code: number; out: string; err: string }> {
  const said = { out: '', err: '' }
  const io = {
    out: (line: string) => {
      said.out += `${line}\n`
    },
    err: (line: string) => {
      said.err += `${line}\n`
    },
    cwd: root,
    env: {},
  }
  return { code: await verifyVerb.run(argv, io), ...said }
}

const written = (world: World = worldOf()) => {
  writeExport(folder, world)
  return world
}
const path = (name: string) => join(folder, name)
const keep = (name: string, text: string) => {
  const kept = join(root, `${made}-${name}`)
  writeFileSync(kept, text)
  return kept
}
const changed = (index: number, facts: object, signer = logSigner) =>
  worldOf(
    smallLedger().map((body, i) => (i === index ? { ...body, ...facts } : body)),
    signer,
  )
/** Every file of an export, rolls included. */
const filesOf = (): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((each) => each.isFile())
    .map((each) => join(each.parentPath, each.name))

describe('L14 an honest export verifies', () => {
  test('L14 exit 0, and what was checked', async () => {
    const { size } = written()
    const { code, out, err } = await run(folder)
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toContain(`verified: ${size} entries`)
    expect(out).toContain('same result: 4; still open: 1')
  })

  test('L14 an empty ledger', async () => {
    written(worldOf([]))
    expect(await run(folder)).toMatchObject({ code: 0, err: '' })
  })

  test('L14 relative to where it is called', async () => {
    written()
    expect((await run(folder.slice(root.length + 1))).code).toBe(0)
  })

  test('L14 with the key from elsewhere, an older checkpoint and one ballot', async () => {
    const world = written()
    const since = keep('checkpoint', checkpointAt(world, 5))
    const key = keep('key', `${printVkey(logSigner.key)}\n`)
    const { code, out } = await run(folder, '--since', since, '--key', key, '--ballot', 'B-0003')
    expect(code).toBe(0)
    expect(out).toContain('continues the older checkpoint')
    expect(out).toContain('ballot B-0003: adopted')
    expect(out).not.toContain('in the export itself')
  })

  test('L14 a name that the format does not know is mentioned, not checked', async () => {
    written()
    writeFileSync(path('notes\u001b[2J.txt'), 'x')
    const { code, err } = await run(folder)
    expect(code).toBe(0)
    expect(err).toContain('not checked')
    expect(err).not.toContain('\u001b')
  })
})

describe('L14 whatever is touched, exit is never 0', () => {
  const flip = (bytes: Buffer, at: number, bit: number) => {
    const forged = Buffer.from(bytes)
    forged[at]! ^= 1 << bit
    return forged
  }
  const exitWith = async (file: string, bytes: Buffer) => {
    const honest = readFileSync(file)
    writeFileSync(file, bytes)
    const { code } = await run(folder)
    writeFileSync(file, honest)
    return code
  }

  test('L14 every byte of the checkpoint and the key', async () => {
    written(worldOf(smallLedger().slice(0, 2)))
    for (const file of [path(exportFiles.checkpoint), path(exportFiles.key)]) {
      const bytes = readFileSync(file)
      for (let i = 0; i < bytes.length; i++) {
        const code = await exitWith(file, flip(bytes, i, i % 8))
        expect({ file, i, refused: code === 1 || code === 2 }).toEqual({ file, i, refused: true })
      }
    }
  })

  test('L14 any bit of any file', async () => {
    written()
    const provable = [exportFiles.entries, exportFiles.leaves, exportFiles.readme].map(path)
    const bytes = new Map(filesOf().map((file) => [file, readFileSync(file)]))
    const files = fc.constantFrom(...bytes.keys())
    await fc.assert(
      fc.asyncProperty(files, fc.nat(100_000), fc.nat(7), async (file, i, bit) => {
        const honest = bytes.get(file)!
        const code = await exitWith(file, flip(honest, i % honest.length, bit))
        return code === 1 || (code === 2 && !provable.includes(file))
      }),
      { numRuns: 400 },
    )
    expect((await run(folder)).code).toBe(0)
  })

  test('L14 every file cut anywhere, or made longer', async () => {
    written()
    const files = filesOf()
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...files), fc.nat(100_000), fc.boolean(), async (file, i, longer) => {
        const honest = readFileSync(file)
        const more = Buffer.concat([honest, honest.subarray(0, 1 + (i % 40))])
        const code = await exitWith(file, longer ? more : honest.subarray(0, i % honest.length))
        return code === 1 || code === 2
      }),
      { numRuns: 300 },
    )
  })

  test('L14 leaf hashes that end early, or are gone', async () => {
    const { leaves } = written()
    for (const kept of [0, 1, leaves.length - 1]) {
      writeFileSync(path(exportFiles.leaves), Buffer.concat(leaves.slice(0, kept)))
      const { code, out } = await run(folder)
      expect(code).toBe(1)
      expect(out).toContain(`leaf hash ${kept}: not the stored leaf hash`)
    }
  })

  test('L14 every file missing', async () => {
    written()
    for (const file of filesOf()) {
      const bytes = readFileSync(file)
      rmSync(file)
      expect({ file, code: (await run(folder)).code }).toEqual({ file, code: 2 })
      writeFileSync(file, bytes)
    }
  })

  test('L14 one changed byte of one entry names the entry and prints both sides', async () => {
    const world = written()
    const lines = readFileSync(path(exportFiles.entries), 'utf8').split('\n')
    lines[at.vote] = lines[at.vote]!.replace('"yes"', '"no"')
    writeFileSync(path(exportFiles.entries), lines.join('\n'))
    const { code, out, err } = await run(folder)
    expect({ code, err }).toEqual({ code: 1, err: '' })
    expect(out).toContain(`entry ${at.vote}: this entry was changed`)
    expect(out).toContain(Buffer.from(world.leaves[at.vote]!).toString('hex'))
    expect(out).toContain(`entry ${at.closed}, ballot B-0001: the recount gives another result`)
  })

  test.each([
    ['dropped', (lines: string[]) => lines.toSpliced(6, 1), /entry 6: this entry is missing/],
    ['doubled', (lines: string[]) => lines.toSpliced(6, 0, lines[6]!), /entry 7: this entry was put in/],
    [
      'swapped',
      (lines: string[]) => lines.with(6, lines[7]!).with(7, lines[6]!),
      /entry 6: .*changed places/,
    ],
    ['the last dropped', (lines: string[]) => lines.toSpliced(-2, 1), /entry 15: this entry is missing/],
    ['one added', (lines: string[]) => lines.toSpliced(-1, 0, lines[5]!), /not covered by the checkpoint/],
    ['an empty line', (lines: string[]) => lines.toSpliced(6, 0, ''), /entry 6: this entry was put in/],
  ])('L14 an entry %s', async (_name, tamper, said) => {
    written()
    const lines = readFileSync(path(exportFiles.entries), 'utf8').split('\n')
    writeFileSync(path(exportFiles.entries), tamper(lines).join('\n'))
    const { code, out } = await run(folder)
    expect(code).toBe(1)
    expect(out).toMatch(said)
  })

  test('L14 a weight in a roll', async () => {
    written()
    const file = path(rollFile(rollHash(sha256, north)))
    writeFileSync(file, readFileSync(file, 'utf8').replace('"contribution":"3"', '"contribution":"9"'))
    const { code, out } = await run(folder)
    expect(code).toBe(1)
    expect(out).toContain('ballot B-0001: the roll is not the one that was frozen')
  })

  test('L14 an outcome, with the whole tree honestly signed again by the same key', async () => {
    written(changed(at.closed, { outcome: 'rejected' }))
    const { code, out } = await run(folder)
    expect(code).toBe(1)
    expect(out).toContain(`entry ${at.closed}, ballot B-0001: the recount gives another result`)
    expect(out).toContain('"outcome":"adopted"')
    expect(out).toContain('"outcome":"rejected"')
  })

  test('L14 a vote moved behind the closing, signed again', async () => {
    const bodies = smallLedger()
    const [vote] = bodies.splice(at.vote, 1)
    bodies.splice(at.closed, 0, vote!)
    written(worldOf(bodies))
    const { code, out } = await run(folder)
    expect(code).toBe(1)
    expect(out).toContain(
      `entry ${at.closed}, ballot B-0001: a vote of aru after entry ${at.closed - 1} closed`,
    )
  })
})

describe('L7 an export continues the checkpoint that the reader kept', () => {
  const older = () => checkpointAt(worldOf(), 9)

  test('L7 a rewritten past prints both signed notes', async () => {
    const forged = written(changed(at.comment, { on: 'norm/N-002' }))
    const { code, out } = await run(folder, '--since', keep('since', older()))
    expect(code).toBe(1)
    for (const line of `${older()}${checkpointAt(forged, forged.size)}`.split('\n'))
      expect(out).toContain(line)
  })

  test('L7 a ledger rewound to before it', async () => {
    written(worldOf(smallLedger().slice(0, 8)))
    const { code, out } = await run(folder, '--since', keep('since', older()))
    expect(code).toBe(1)
    expect(out).toContain('has become shorter')
    expect(out).toContain(older().split('\n')[2])
  })

  test('L7 a ledger signed by another key under the same name', async () => {
    const forged = written(changed(at.comment, { on: 'norm/N-002' }, otherSigner))
    expect((await run(folder)).code).toBe(0)
    const { code, out } = await run(folder, '--since', keep('since', older()))
    expect(code).toBe(1)
    expect(out).toContain('another key signed it')
    expect(out).toContain(checkpointAt(forged, forged.size).split('\n')[2])
    const known = await run(folder, '--key', keep('key', `${printVkey(logSigner.key)}\n`))
    expect(known.code).toBe(1)
    expect(known.out).toContain('another key than the one you trust')
  })

  test.each([
    ['of another log', checkpointAt(worldOf(smallLedger(), signerFrom('elsewhere.example', seed(11))), 9)],
    ['that is no note', 'hello\n'],
    ['with a broken signature', older().replace(/(.{4})=\n$/, 'AAA=\n')],
    ['of NULs', '\0'.repeat(1_000)],
    ['of two megabytes', 'x'.repeat(2_000_000)],
  ])('L7 nothing can be told from an older checkpoint %s', async (_name, text) => {
    written()
    const { code, out, err } = await run(folder, '--since', keep('since', text))
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).not.toBe('')
  })
})

describe('L14 a checkpoint that is not of these entries', () => {
  test('L14 an honest one of an earlier size', async () => {
    const world = written()
    writeFileSync(path(exportFiles.checkpoint), checkpointAt(world, 9))
    const { code, out } = await run(folder)
    expect(code).toBe(1)
    expect(out).toContain('entry 9: this entry and what follows is not covered')
  })

  test('L14 one of the same size for other entries', async () => {
    written()
    const other = changed(at.comment, { on: 'norm/N-002' })
    writeFileSync(path(exportFiles.checkpoint), checkpointAt(other, other.size))
    const { code, out } = await run(folder)
    expect(code).toBe(1)
    expect(out).toContain('do not give the root signed')
  })

  test('L14 one signed by another key than key.pub', async () => {
    const world = written()
    writeFileSync(path(exportFiles.checkpoint), checkpointAt({ ...world, signer: otherSigner }, world.size))
    const { code, out } = await run(folder)
    expect(code).toBe(1)
    expect(out).toContain('not signed by')
  })
})

describe('L14 hostile files and arguments are refused, not crashed on', () => {
  test('L14 links, folders and too large rolls are not read', async () => {
    for (const name of [exportFiles.entries, exportFiles.leaves, exportFiles.checkpoint, exportFiles.key]) {
      written()
      const outside = keep(name, readFileSync(path(name), 'latin1'))
      rmSync(path(name))
      symlinkSync(outside, path(name))
      expect(await run(folder)).toMatchObject({ code: 2 })
      rmSync(path(name))
      mkdirSync(path(name))
      const { code, err } = await run(folder)
      expect(code).toBe(2)
      expect(err).toContain('not a regular file')
      rmSync(folder, { recursive: true })
    }
  })

  test('L14 a line of 100 MB stays one refused entry', { timeout: 60_000 }, async () => {
    written()
    const lines = readFileSync(path(exportFiles.entries))
    writeFileSync(
      path(exportFiles.entries),
      Buffer.concat([Buffer.alloc(100_000_000, 'a'), Buffer.from('\n'), lines]),
    )
    const before = process.memoryUsage().arrayBuffers
    const { code, out } = await run(folder)
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(50_000_000)
    expect(code).toBe(1)
    expect(out).toContain('entry 0: this entry was put in')
    expect(out).toContain('entry 0: longer than 65535 bytes')
  })

  test.each([
    ['NULs', Buffer.alloc(100_000)],
    ['newlines', Buffer.alloc(10_000, '\n')],
    ['brackets', Buffer.from(`${'['.repeat(60_000)}\n`)],
    ['a prototype', Buffer.from('{"__proto__":{"ok":true}}\n')],
    ['terminal codes', Buffer.from('\u001b[2J\u202e\n')],
  ])('L14 entries of %s', async (_name, bytes) => {
    written()
    writeFileSync(path(exportFiles.entries), bytes)
    const { code, out, err } = await run(folder)
    expect(code).toBe(1)
    expect(out + err).not.toMatch(/[^\P{C}\n]/u)
    expect(({} as { ok?: boolean }).ok).toBeUndefined()
  })

  test('L14 hostile words in an honest chain do not steer the terminal', async () => {
    const body = { ...smallLedger()[at.vote]!, member: '\u001b[2J\u202eadmin' }
    written(worldOf([body]))
    const { code, out } = await run(folder)
    expect(code).toBe(1)
    expect(out).toContain('\\u{1b}[2J\\u{202e}admin')
  })

  test.each([
    ['no folder', []],
    ['two folders', ['a', 'b']],
    ['an unknown flag', ['a', '--fast']],
    ['a flag without its value', ['a', '--since']],
    ['a folder that is not there', ['nowhere']],
  ])('L14 %s', async (_name, argv) => {
    const { code, out, err } = await run(...argv)
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).not.toBe('')
  })

  test('L14 a ballot that is not there, and one that is still open', async () => {
    written()
    for (const ballot of ['B-9999', 'B-0005']) {
      const { code, err } = await run(folder, '--ballot', ballot)
      expect(code).toBe(2)
      expect(err).toContain(`ballot ${ballot}`)
    }
  })
})
