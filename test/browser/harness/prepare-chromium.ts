import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { inflate } from '@sparticuz/chromium'

const packed = fileURLToPath(new URL('../../../node_modules/@sparticuz/chromium/bin', import.meta.url))
const cache = fileURLToPath(new URL('../../../node_modules/.cache/chromium', import.meta.url))

/** The Chromium that npm brought, unpacked once per installation. */
export interface UnpackedChromium {
  readonly executable: string
  /** Fonts, so that every machine shows the same letters. */
  readonly fonts: string
  /** Libraries for a machine that lacks those that Chromium needs. */
  readonly libraries: string
}

export const chromium: UnpackedChromium = {
  executable: join(cache, 'chromium'),
  fonts: join(cache, 'fonts'),
  libraries: join(cache, 'al2023', 'lib'),
}

const fontsConfig = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>${chromium.fonts}</dir><cachedir>${chromium.fonts}/cache</cachedir></fontconfig>
`

/** Unpacks Chromium unless it is there. Whoever dies in the middle, or does it at the same time, leaves nothing half. */
export async function prepareChromium(): Promise<void> {
  if (existsSync(chromium.executable)) return
  await mkdir(join(cache, '..'), { recursive: true })
  const folder = await mkdtemp(join(cache, '..', 'chromium-'))
  const before = process.env.TMPDIR
  try {
    // The package unpacks into the folder for temporary files, whichever that is.
    process.env.TMPDIR = folder
    if (tmpdir() !== folder) throw new Error('TMPDIR is not heeded')
    const files = ['chromium.br', 'fonts.tar.br', 'swiftshader.tar.br', 'al2023.tar.br']
    await Promise.all(files.map((file) => inflate(join(packed, file))))
    // The package's own says where the fonts lie in a Lambda.
    await writeFile(join(folder, 'fonts', 'fonts.conf'), fontsConfig)
    await rename(folder, cache).catch(async (error: unknown) => {
      if (!existsSync(chromium.executable)) throw error
    })
  } finally {
    if (before === undefined) delete process.env.TMPDIR
    else process.env.TMPDIR = before
    await rm(folder, { recursive: true, force: true })
  }
}
