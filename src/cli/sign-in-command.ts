import { openApiClient } from './api-client.ts'
import type { GlobalOptions, RegisterCommand } from './cli-context.ts'
import { print } from './print.ts'

export const registerSignInCommand: RegisterCommand = (program, context) => {
  program
    .command('sign-in')
    .description('print a link that signs a browser in once, within ten minutes, as the key of this command')
    .action(async (_options, command) => {
      const options: GlobalOptions = command.optsWithGlobals()
      const api = await openApiClient(context, options)
      const { body } = await api.ask('POST', '/session/links')
      print(context, options, body, () => `${api.base}${body.path}`)
    })
}
