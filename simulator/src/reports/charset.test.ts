import { expect, test } from 'vitest'
import { encodeText } from './charset.ts'

test.each([
  ['Cp1252', 'windows-1252', 'Übergroße Hängematte – 300 × 200 cm €'],
  ['windows-1252', 'windows-1252', 'Café-Tassen "Crème"'],
  ['ISO-8859-1', 'latin1', 'Straße 7'],
  ['Shift_JIS', 'shift_jis', 'LED ストリップライト 5m 防水 ｶﾀｶﾅ 髙橋 Ⅰ ∵'],
  ['Windows-31J', 'shift_jis', '渋谷区神南1丁目 ～ －'],
  ['UTF-8', 'utf-8', 'タイトル 12" x 8" 😀'],
] as const)('what is written as %s reads the same as %s', (charset, label, text) => {
  expect(new TextDecoder(label).decode(encodeText(text, charset))).toBe(text)
})

test('what a charset lacks becomes one question mark', () => {
  expect(encodeText('LED 防水 😀!', 'Cp1252').toString('latin1')).toBe('LED ?? ?!')
  expect(encodeText('20 €', 'ISO-8859-1').toString('latin1')).toBe('20 ?')
  expect(new TextDecoder('shift_jis').decode(encodeText('Größe 防水', 'Shift_JIS'))).toBe('Gr??e 防水')
})

test('every character of the charset survives', () => {
  for (const [charset, label] of [
    ['Cp1252', 'windows-1252'],
    ['Shift_JIS', 'shift_jis'],
  ] as const) {
    const decoder = new TextDecoder(label)
    const lost: string[] = []
    for (let unit = 0xa1; unit < 0xd800; unit++) {
      const text = String.fromCharCode(unit)
      const bytes = encodeText(text, charset)
      if (bytes.toString('latin1') !== '?' && decoder.decode(bytes) !== text) lost.push(text)
    }
    expect(lost).toEqual([])
  }
})
