import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { textProblem } from '~/contracts/form'
import { cleanPaste } from '~/domain/norms/clean-paste'

describe('a pasted text', () => {
  test.each([
    ['“smart” ‘quotes’ – and dashes', '“smart” ‘quotes’ – and dashes', 0],
    ['soft\u00adhyphen', 'softhyphen', 0],
    ['no\u00a0break\u2009thin\ttab', 'no break thin tab', 0],
    ['a\r\nb\u2028c\rd\u000be', 'a\nb\nc\nd\ne', 0],
    ['\ufeffzero\u200bwidth', 'zerowidth', 0],
    ['می\u200cخواهم', 'می\u200cخواهم', 0],
    ['a\u202eb\u2066c\u0007', 'abc', 3],
    ['e\u0301', 'é', 0],
    ['\ud83d', '\ufffd', 0],
  ])('%j becomes %j', (pasted, text, removed) => expect(cleanPaste(pasted)).toEqual({ text, removed }))

  test('is always fit for a form', () =>
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.nat(0x10ffff), fc.nat(0xa0), fc.integer({ min: 0x2000, max: 0x2070 }))),
        (points) => textProblem(cleanPaste(String.fromCodePoint(...points)).text) === null,
      ),
    ))
})
