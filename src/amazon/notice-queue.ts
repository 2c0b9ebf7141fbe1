import type { SQSClient } from '@aws-sdk/client-sqs'
import { Secret } from '../runtime/secret.ts'

/** A message of a queue, to be deleted once what it says is stored; until then it comes again. */
export interface QueueMessage {
  readonly messageId: string
  /** May hold a secret of ours. */
  readonly body: Secret
  /** How often it was received so far, this time included. */
  readonly received: number
  delete(): Promise<void>
}

/** An SQS queue that Amazon writes to. */
export interface NoticeQueue {
  /** Waits up to `waitSeconds` for messages. Throws when the queue cannot be reached. */
  receive(waitSeconds: number, signal: AbortSignal): Promise<readonly QueueMessage[]>
  close(): Promise<void>
}

/**
 * Opens a queue; the AWS client is loaded on first use. Credentials, region and endpoint come from the usual AWS
 * variables, the region of the queue's own host goes first.
 */
export function openNoticeQueue(queueUrl: string): NoticeQueue {
  let opening: Promise<{ sqs: typeof import('@aws-sdk/client-sqs'); client: SQSClient }> | null = null
  const open = () => {
    opening ??= import('@aws-sdk/client-sqs').then((sqs) => ({ sqs, client: openClient(sqs, queueUrl) }))
    return opening
  }
  return {
    receive: async (waitSeconds, signal) => {
      const { sqs, client } = await open()
      const { Messages = [] } = await client.send(
        new sqs.ReceiveMessageCommand({
          QueueUrl: queueUrl,
          MaxNumberOfMessages: 10,
          WaitTimeSeconds: waitSeconds,
          VisibilityTimeout: 60,
          MessageSystemAttributeNames: ['ApproximateReceiveCount'],
        }),
        { abortSignal: signal },
      )
      return Messages.map((message) => ({
        messageId: message.MessageId ?? '',
        body: new Secret(message.Body ?? ''),
        received: Number(message.Attributes?.ApproximateReceiveCount ?? 1),
        delete: async () => {
          await client.send(
            new sqs.DeleteMessageCommand({ QueueUrl: queueUrl, ReceiptHandle: message.ReceiptHandle }),
          )
        },
      }))
    },
    close: async () => {
      if (opening !== null) (await opening).client.destroy()
    },
  }
}

function openClient(sqs: typeof import('@aws-sdk/client-sqs'), queueUrl: string): SQSClient {
  const region = /^sqs\.([a-z0-9-]+)\.amazonaws\.com/.exec(new URL(queueUrl).hostname)?.[1]
  return new sqs.SQSClient({
    ...(region === undefined ? {} : { region }),
    maxAttempts: 3,
    requestHandler: { connectionTimeout: 3000, requestTimeout: 30_000 },
  })
}
