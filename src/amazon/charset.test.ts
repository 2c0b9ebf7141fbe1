import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createTextDecoder } from './charset.ts'

/** Everything at once, or in pieces of the given lengths. */
function decode(contentType: string | null, bytes: Uint8Array, lengths: readonly number[] = []): string {
  const decoder = createTextDecoder(contentType)
  let [text, start] = ['', 0]
  for (const length of [...lengths, bytes.length]) {
    text += decoder.decode(bytes.subarray(start, start + length))
    start += length
  }
  return text + decoder.end()
}

const japanese = Uint8Array.of(0x83, 0x65, 0x83, 0x58, 0x83, 0x67, 0x87, 0x40, 0xb1, 0xed, 0x40)

test.each([
  'Windows-31J',
  'windows31j',
  'Shift_JIS',
  'SJIS',
  'MS932',
  'cp932',
  'x-sjis',
  'csWindows31J',
  'x-ms932',
])('Windows-31J titles arrive readable (%s)', (charset) => {
  const type = `text/plain;charset=${charset}`
  expect(decode(type, japanese)).toBe('テスト①ｱ纊')
  expect(createTextDecoder(type)).toMatchObject({ charset: 'shift_jis', note: null })
})

test.each(['Cp1252', 'windows-1252', 'ISO-8859-1', 'ISO8859_1', 'latin1', '"Cp1252"'])(
  'Western titles arrive readable (%s)',
  (charset) => {
    const type = `text/plain; charset=${charset}; x=1`
    expect(decode(type, Uint8Array.of(0x80, 0x93, 0xe9, 0x99, 0xff, 0x41))).toBe('€“é™ÿA')
    expect(createTextDecoder(type)).toMatchObject({ charset: 'windows-1252', note: null })
  },
)

test('a byte order mark is no part of the text', () => {
  expect(decode('text/plain;charset=UTF-8', Buffer.from('\uFEFFé日😀'))).toBe('é日😀')
})

test('a missing or unknown charset is read as UTF-8, with a note', () => {
  for (const type of [null, 'text/plain', 'text/plain;charset=Klingon', 'text/plain; charset=']) {
    expect(decode(type, Uint8Array.of(0x61, 0xff, 0xc3, 0xa9))).toBe('a\ufffdé')
    expect(createTextDecoder(type)).toMatchObject({
      charset: 'utf-8',
      note: expect.stringContaining('UTF-8'),
    })
  }
  expect(createTextDecoder('text/plain;charset=Klingon').note).toContain('Klingon')
  expect(createTextDecoder('text/plain;charset=utf-8').note).toBeNull()
})

test('a chunk boundary inside a multi-byte character changes nothing', () => {
  const documents: [string, Uint8Array][] = [
    ['text/plain;charset=UTF-8', Buffer.from('\uFEFFé日😀 lamp ü')],
    ['text/plain;charset=Windows-31J', japanese],
    ['text/plain;charset=Cp1252', Uint8Array.of(0x80, 0xe9, 0x99)],
  ]
  fc.assert(
    fc.property(fc.constantFrom(...documents), fc.array(fc.nat(4)), ([type, bytes], lengths) => {
      expect(decode(type, bytes, lengths)).toBe(decode(type, bytes))
    }),
  )
})
