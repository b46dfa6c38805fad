const browsers: readonly [RegExp, string][] = [
  [/\bEdgA?\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\b(?:Firefox|FxiOS)\//, 'Firefox'],
  [/(?:Chrome|CriOS|Chromium)\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
]
const systems: readonly [RegExp, string][] = [
  [/\b(?:iPhone|iPad)\b/, 'iOS'],
  [/\bAndroid\b/, 'Android'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b/, 'macOS'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bLinux\b/, 'Linux'],
]

/** `Firefox on Linux`, so that its owner knows a session again; never the whole header. */
export function deviceOf(userAgent: string | null): string {
  const header = (userAgent ?? '').slice(0, 500)
  const nameIn = (list: typeof browsers) => list.find(([sign]) => sign.test(header))?.[1]
  const browser = nameIn(browsers) ?? 'Unknown program'
  const system = nameIn(systems)
  return system ? `${browser} on ${system}` : browser
}
