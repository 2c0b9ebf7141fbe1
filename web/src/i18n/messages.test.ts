import { expect, test } from 'vitest'
import { problemCatalogue } from '../../../src/api/problem-catalogue.ts'
import { reasonCodes } from '../../../src/domain/reason-code.ts'
import { messages as english } from './en/index.ts'
import { messages as french } from './fr/index.ts'

type Texts = { readonly [key: string]: string | Texts }

/** Every text with its place: `orders.status.SHIPPED`. */
function flatten(texts: Texts, path = ''): Map<string, string> {
  return new Map(
    Object.entries(texts).flatMap(([key, value]): [string, string][] =>
      typeof value === 'string' ? [[`${path}${key}`, value]] : [...flatten(value, `${path}${key}.`)],
    ),
  )
}

const placeholders = (text: string): readonly string[] => (text.match(/\{\{.*?\}\}/g) ?? []).toSorted()

const [en, fr] = [flatten(english), flatten(french)]

test('every text is there in both languages, and none is empty', () => {
  const plurals = [...fr.keys()].filter((key) => key.endsWith('_many'))
  expect([...fr.keys()].filter((key) => !plurals.includes(key)).toSorted()).toEqual([...en.keys()].toSorted())
  expect([...en, ...fr].filter(([, text]) => text.trim() === '')).toEqual([])
})

test('a translation fills in the same values', () => {
  for (const [key, text] of en)
    expect([key, placeholders(fr.get(key) ?? '')]).toEqual([key, placeholders(text)])
})

test('every problem and every reason of the API has a text in words for people', () => {
  expect(Object.keys(english.problem.api)).toEqual(expect.arrayContaining(Object.keys(problemCatalogue)))
  expect(Object.keys(english.problem.reason)).toEqual(expect.arrayContaining([...reasonCodes]))
})
