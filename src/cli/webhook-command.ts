import { openApiClient, queryOf } from './api-client.ts'
import type { CliContext, GlobalOptions, RegisterCommand } from './cli-context.ts'
import { print, shortTime, toTable } from './print.ts'

interface WebhookOptions extends GlobalOptions {
  readonly tenant?: string
  readonly events?: string
  readonly state?: string
  readonly delivery?: string
}

export const registerWebhook: RegisterCommand = (program, context) => {
  const webhook = program
    .command('webhook')
    .description('have changes sent to an address: add, list, remove, deliveries, replay')

  webhook
    .command('add <url>')
    .description('send changes there from now on; the secret is shown once')
    .option('--tenant <id>', 'of this tenant; needed with an operator key')
    .option('--events <list>', 'order.created, order.updated, order.shipped, order.cancelled, with commas')
    .action(async (url: string, _options, command) => {
      const options: WebhookOptions = command.optsWithGlobals()
      const api = await openApiClient(context, options)
      const { body } = await api.ask('POST', '/webhooks', {
        url,
        tenantId: options.tenant,
        events: options.events?.split(',').map((event) => event.trim()),
      })
      print(
        context,
        options,
        body,
        () =>
          `${body.secret}\n\nKeep it: it signs every delivery and is not shown again. The webhook is ${body.webhookId}, for ${body.events.join(', ')}.`,
      )
    })

  webhook
    .command('list')
    .description('the webhooks of a tenant and how they are doing')
    .option('--tenant <id>', 'of this tenant; needed with an operator key')
    .action(async (_options, command) => {
      const options: WebhookOptions = command.optsWithGlobals()
      const api = await openApiClient(context, options)
      const { body } = await api.ask('GET', `/webhooks${queryOf({ tenantId: options.tenant })}`)
      print(context, options, body, ({ webhooks }) =>
        toTable(
          ['Webhook', 'Address', 'Events', 'State', 'Behind', 'Open', 'Dead', 'Last success'],
          // biome-ignore lint/suspicious/noExplicitAny: the body of the list
          webhooks.map((entry: any) => [
            entry.webhookId,
            entry.url,
            entry.events.join(' '),
            entry.disabledReason ?? entry.status,
            entry.changesBehind,
            entry.deliveriesOpen,
            entry.deliveriesDead,
            shortTime(entry.lastSuccessAt),
          ]),
          'No webhooks.',
        ),
      )
    })

  webhook
    .command('remove <webhookId>')
    .description('send nothing there any more')
    .option('--tenant <id>', 'of this tenant; needed with an operator key')
    .action(async (webhookId: string, _options, command) => {
      const options: WebhookOptions = command.optsWithGlobals()
      const api = await openApiClient(context, options)
      const { body } = await api.ask('DELETE', addressOf(webhookId, '', options))
      print(context, options, body, () => `${body.webhookId} is deleted, and its deliveries with it.`)
    })

  webhook
    .command('deliveries <webhookId>')
    .description('what was sent, and what is still to be sent')
    .option('--tenant <id>', 'of this tenant; needed with an operator key')
    .option('--state <state>', 'open, delivered or dead')
    .action(async (webhookId: string, _options, command) =>
      listDeliveries(context, webhookId, command.optsWithGlobals()),
    )

  webhook
    .command('replay <webhookId>')
    .description('send the dead deliveries again, or the one that is named')
    .option('--tenant <id>', 'of this tenant; needed with an operator key')
    .option('--delivery <id>', 'this one, whatever became of it')
    .action(async (webhookId: string, _options, command) => {
      const options: WebhookOptions = command.optsWithGlobals()
      const api = await openApiClient(context, options)
      const path =
        options.delivery === undefined
          ? '/replay'
          : `/deliveries/${encodeURIComponent(options.delivery)}/replay`
      const { body } = await api.ask('POST', addressOf(webhookId, path, options))
      print(context, options, body, () => `${body.replayed ?? 1} to be sent again.`)
    })
}

function addressOf(webhookId: string, path: string, options: WebhookOptions): string {
  return `/webhooks/${encodeURIComponent(webhookId)}${path}${queryOf({ tenantId: options.tenant, state: options.state })}`
}

async function listDeliveries(
  context: CliContext,
  webhookId: string,
  options: WebhookOptions,
): Promise<void> {
  const api = await openApiClient(context, options)
  const { body } = await api.ask('GET', addressOf(webhookId, '/deliveries', options))
  print(context, options, body, ({ deliveries }) =>
    toTable(
      ['Delivery', 'Made', 'State', 'Changes', 'Attempts', 'Next', 'Status', 'Error'],
      // biome-ignore lint/suspicious/noExplicitAny: the body of the list
      deliveries.map((entry: any) => [
        entry.deliveryId,
        shortTime(entry.createdAt),
        entry.state,
        entry.test ? 'test' : entry.positions.length,
        entry.attempts,
        shortTime(entry.nextAttemptAt),
        entry.responseStatus,
        entry.error,
      ]),
      'No deliveries.',
    ),
  )
}
