import bundled from '@sparticuz/chromium'
import { type Browser, chromium as playwright } from 'playwright-core'
import { chromium, prepareChromium } from './prepare-chromium.ts'

/**
 * One Chromium for a test file. Its own sandboxing is off, as the package has it, but not the web's: pages are held to
 * the same origin rules as everywhere, and each context has a process of its own.
 */
export async function openBrowser(): Promise<Browser> {
  await prepareChromium()
  const unwanted = /^--(single-process|disable-web-security|allow-running-insecure-content|headless)/
  // Pages are painted by the processor as they are, not by a graphics card that the processor imitates: a third less work.
  const imitated = /^--(use-gl|use-angle|enable-unsafe-swiftshader|ignore-gpu-blocklist|in-process-gpu)/
  const launch = (env: Record<string, string>): Promise<Browser> =>
    playwright.launch({
      executablePath: chromium.executable,
      args: [
        ...bundled.args.filter((arg) => !unwanted.test(arg) && !imitated.test(arg)),
        ...['--disable-gpu', '--disable-software-rasterizer'],
      ],
      ignoreDefaultArgs: ['--enable-unsafe-swiftshader'],
      headless: true,
      env: { ...process.env, FONTCONFIG_PATH: chromium.fonts, ...env } as Record<string, string>,
    })
  // A machine without the libraries of a desktop gets those that came with the package.
  return launch({}).catch(() => launch({ LD_LIBRARY_PATH: chromium.libraries }))
}
