import { afterEach, expect, test, vi } from 'vitest'
import { openStatusStream } from './status-stream.ts'

afterEach(() => vi.unstubAllGlobals())

test('a page that nobody looks at yet opens no stream, and calls none lost, until somebody does', () => {
  const opened: string[] = []
  const page = Object.assign(new EventTarget(), { visibilityState: 'hidden' })
  vi.stubGlobal('document', page)
  vi.stubGlobal(
    'EventSource',
    class extends EventTarget {
      constructor(address: string) {
        super()
        opened.push(address)
      }
      close(): void {}
    },
  )
  const onLiveness = vi.fn()
  const close = openStatusStream('shop', { onOpen: () => {}, onChanges: () => {}, onLiveness })
  expect(opened).toEqual([])
  page.visibilityState = 'visible'
  page.dispatchEvent(new Event('visibilitychange'))
  expect(opened).toEqual(['/api/v1/orders/sync/stream?tenantId=shop'])
  expect(onLiveness).not.toHaveBeenCalled()
  close()
})
