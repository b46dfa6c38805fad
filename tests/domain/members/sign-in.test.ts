import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { deviceOf } from '~/domain/members/device'
import { limitedUntil, linkRefusal, networkOf, safePath } from '~/domain/members/sign-in'

const at = (iso: string) => new Date(`2030-01-15T${iso}Z`)

describe('P10 a link works once, for 15 minutes', () => {
  const link = { expiresAt: at('10:15:00.000'), usedAt: null }
  test.each([
    { claim: 'a millisecond before its end it works', now: at('10:14:59.999'), is: null },
    { claim: 'at its end it has expired', now: at('10:15:00.000'), is: 'link-expired' },
  ])('$claim', ({ now, is }) => {
    expect(linkRefusal(link, now)?.code ?? null).toBe(is)
  })

  test('a used one is used, before and after its end', () => {
    const used = { ...link, usedAt: at('10:01:00.000') }
    expect(linkRefusal(used, at('10:02:00.000'))?.code).toBe('link-used')
    expect(linkRefusal(used, at('23:00:00.000'))?.code).toBe('link-used')
  })

  test('one that was never made is unknown', () => {
    expect(linkRefusal(null, at('10:00:00.000'))?.code).toBe('link-unknown')
  })
})

describe('P11 the limit names the instant from which one more is made', () => {
  const asked = [at('10:00:00.000'), at('10:10:00.000'), at('10:20:00.000')]
  test.each([
    { most: 4, until: null },
    { most: 3, until: at('11:00:00.000') },
    { most: 2, until: at('11:10:00.000') },
  ])('three in the hour, $most allowed', ({ most, until }) => {
    expect(limitedUntil(asked, most)).toEqual(until)
  })
})

describe('P11 whom a limit counts as one', () => {
  test.each([
    ['192.0.2.7', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:0db8:0001:0002:ffff::1', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['', ''],
    ['unknown', 'unknown'],
  ])('%s is %s', (address, network) => {
    expect(networkOf(address)).toBe(network)
  })

  test('whatever stands in the last 64 bits, the network is the same', () => {
    const group = fc.integer({ min: 0, max: 0xffff }).map((n) => n.toString(16))
    fc.assert(
      fc.property(fc.tuple(group, group, group, group), (tail) => {
        expect(networkOf(`2001:db8:a:b:${tail.join(':')}`)).toBe('2001:db8:a:b::/64')
      }),
    )
  })
})

describe('P12 after signing in one stays on this site', () => {
  test.each(['/', '/norms/N-014', '/norms/N-014?x=1#2.1'])('%s is a path of this site', (to) => {
    expect(safePath(to, '/account')).toBe(to)
  })
  test.each([
    '//evil.example',
    '/\\evil.example',
    'https://evil.example',
    'javascript:alert(1)',
    '/a\\b',
    '/a\nb',
    '/a b',
    '',
    null,
    undefined,
    `/${'a'.repeat(500)}`,
  ])('%s is not', (to) => {
    expect(safePath(to, '/account')).toBe('/account')
  })
  test('whatever is accepted has the origin of the site', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (a, b) => {
        const path = safePath(`/${a}/${b}`, '/account')
        expect(new URL(path, 'https://parley.example').origin).toBe('https://parley.example')
      }),
    )
  })
})

test.each([
  ['Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', 'Firefox on Linux'],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19.0 Mobile Safari/604.1',
    'Safari on iOS',
  ],
  ['Mozilla/5.0 (Windows NT 10.0) Chrome/141.0 Safari/537.36 Edg/141.0', 'Edge on Windows'],
  ['Mozilla/5.0 (Linux; Android 15) Chrome/141.0 Mobile Safari/537.36', 'Chrome on Android'],
  ['curl/8.9', 'Unknown program'],
  [null, 'Unknown program'],
])('the device in %s is %s', (header, device) => {
  expect(deviceOf(header)).toBe(device)
})
