import { expect, test } from 'vitest'
import { budgetKilobytes, firstLoads } from '../web/scripts/first-load.ts'

test('whichever page of the dashboard is opened first, it is within the budget of a first load', () => {
  const loads = firstLoads()
  expect(loads.map(({ page }) => page)).toContain('src/pages/orders/page.tsx')
  expect(loads.filter(({ scripts }) => scripts < 100)).toEqual([])
  expect(loads.filter(({ styles }) => styles === 0)).toEqual([])
  expect(loads.filter(({ scripts }) => scripts > budgetKilobytes)).toEqual([])
})
