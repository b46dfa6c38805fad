import { describe, expect, test } from 'vitest'
import { cleanPaste, isFromWord, withoutListMarks } from '~/domain/norms/clean-paste'
import { wordLines } from '~/domain/norms/word-paste'

const word = (body: string) => `<html xmlns:o="urn:schemas-microsoft-com:office:office"
xmlns:w="urn:schemas-microsoft-com:office:word">
<head><meta name=Generator content="Microsoft Word 15"><title>Draft</title>
<style><!-- p.MsoNormal {margin:0cm;} --> </style></head>
<body lang=EN-GB><!--StartFragment-->${body}<!--EndFragment--></body></html>`

const listed = `<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='mso-list:Ignore'>1.<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp; </span></span><![endif]>States
keep their <b>lights</b> lit;<o:p></o:p></p>
<p class=MsoListParagraphCxSpLast style='mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>(b)<span>&nbsp; </span></span><![endif]>“Harbours” &amp; boats&nbsp;&#8211; all of&#x20;them.</p>`

describe('what a word processor puts on the clipboard', () => {
  test('is known by its marks', () => {
    expect(isFromWord(word('<p class=MsoNormal>One</p>'))).toBe(true)
    expect(isFromWord('<p>One</p>')).toBe(false)
    expect(isFromWord(word('x'.repeat(2_000_001)))).toBe(false)
  })

  test.each([
    [
      'a paragraph a line',
      '<p class=MsoNormal>One\r\nand one</p><p class=MsoNormal>Two</p>',
      'One and one\nTwo',
    ],
    [
      'without the numbers of lists',
      listed,
      'States keep their lights lit;\n“Harbours” & boats\u00a0– all of them.',
    ],
    [
      'without deleted words',
      '<p>Keep <del cite="mailto:x">old </del><ins>new </ins>words</p>',
      'Keep new words',
    ],
    ['without deletions marked by class', '<p>Keep <span class=msoDel>old </span>words</p>', 'Keep words'],
    ['without nested deletions', '<p>a <del>b <del>c</del> d</del> e</p>', 'a  e'],
    [
      'without the codes of fields',
      `<p>See <!--[if supportFields]><span style='mso-element:field-begin'></span> REF _1 \\h <span style='mso-element:field-separator'></span><![endif]-->OP2<!--[if supportFields]><span style='mso-element:field-end'></span><![endif]-->.</p>`,
      'See OP2.',
    ],
    [
      'without comments and notes',
      `<p>One<span class=MsoCommentReference><a href="#_msocom_1">[A1]</a></span></p><div style='mso-element:comment-list'><p>[A1] why?</p></div><div style='mso-element:footnote-list'><p>1 note</p></div>`,
      'One',
    ],
    ['cells side by side', '<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>', 'a b\nc'],
    ['line breaks', '<p>one<br>two</p>', 'one\ntwo'],
    ['entities that are not known stay', '<p>&bogus; &lt;b&gt; &#0;</p>', '&bogus; <b> \ufffd'],
    ['a smaller-than that is no tag', '<p>1 < 2 and 3</p>', '1 < 2 and 3'],
    ['a tag that never ends', '<p>one <a href="x', 'one <a href="x'],
    ['quotation marks in words of a tag', `<p>one <a title='a > b'>two</a></p>`, 'one two'],
  ])('%s', (_, body, lines) => expect(wordLines(word(body))).toBe(lines))

  test('is read without a fragment too, and cleaned afterwards', () =>
    expect(cleanPaste(wordLines('<p class=MsoNormal>soft\u00adhyphen&shy;ated&nbsp;words</p>')).text).toBe(
      'softhyphenated words',
    ))

  test.each(['<', '<a "', "<a b='", '<!--', '<p', '<del>', '&#'])(
    '%s over and over is read at once',
    (hostile) => {
      const began = performance.now()
      wordLines(hostile.repeat(300_000 / hostile.length))
      expect(performance.now() - began).toBeLessThan(2_000)
    },
  )

  test.each([
    ['1.\tOne', 'One'],
    ['(a)\tOne', 'One'],
    ['iv)\tOne', 'One'],
    ['1.1.2\tOne', 'One'],
    ['•\tOne', 'One'],
    ['1. One', '1. One'],
    ['Art.\tOne', 'Art.\tOne'],
    ['In 1.\tOne', 'In 1.\tOne'],
    ['2030\tOne', '2030\tOne'],
    ['a\n2.\tb', 'a\nb'],
  ])('%j in plain text: %j', (plain, is) => expect(withoutListMarks(plain)).toBe(is))
})
