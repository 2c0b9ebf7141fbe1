import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { seal, unseal } from '../src/runtime/seal.ts'

/** The AWS services that a test needs, on loopback, in their JSON protocol. */
interface AwsServer {
  readonly url: string
  close(): Promise<void>
}

type Handle = (action: string, input: Record<string, unknown>) => Promise<object> | object

/** An error as AWS answers it. */
class AwsFailure extends Error {
  readonly type: string
  readonly status: number
  constructor(type: string, status = 400) {
    super(type)
    this.type = type
    this.status = status
  }
}

async function startAws(handle: Handle): Promise<AwsServer> {
  const server = createServer(async (request, response) => {
    const target = String(request.headers['x-amz-target'] ?? '')
    const version = /1\.[01]$/.exec(String(request.headers['content-type']))?.[0] ?? '1.0'
    let text = ''
    for await (const chunk of request) text += String(chunk)
    const send = (status: number, body: object) => {
      response.writeHead(status, { 'content-type': `application/x-amz-json-${version}` })
      response.end(JSON.stringify(body))
    }
    try {
      if (request.headers.authorization?.startsWith('AWS4-HMAC-SHA256 ') !== true) {
        throw new AwsFailure('MissingAuthenticationTokenException')
      }
      send(200, await handle(target.split('.')[1] ?? '', JSON.parse(text)))
    } catch (error) {
      const failure = error instanceof AwsFailure ? error : new AwsFailure('InternalFailure', 500)
      send(failure.status, { __type: failure.type, message: 'refused' })
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

export interface KmsStub extends AwsServer {
  readonly keyId: string
  /** Each call with its encryption context, as CloudTrail would have it. */
  readonly calls: { readonly action: string; readonly context: Readonly<Record<string, string>> }[]
  /** While set, KMS answers with this error. */
  failing: { readonly type: string; readonly status: number } | null
}

/** Encrypt and Decrypt of one symmetric key. Source: AWS KMS API reference. */
export async function startKms(): Promise<KmsStub> {
  const keyId = `arn:aws:kms:eu-central-1:111122223333:key/${randomUUID()}`
  const key = randomBytes(32)
  const calls: KmsStub['calls'] = []
  const stub = { keyId, calls, failing: null as KmsStub['failing'] }
  const server = await startAws((action, input) => {
    const context = (input.EncryptionContext ?? {}) as Record<string, string>
    calls.push({ action, context })
    if (stub.failing !== null) throw new AwsFailure(stub.failing.type, stub.failing.status)
    if (input.KeyId !== keyId) throw new AwsFailure('NotFoundException')
    const additional = JSON.stringify(Object.entries(context).sort())
    if (action === 'Encrypt') {
      const blob = seal(key, Buffer.from(String(input.Plaintext), 'base64'), additional)
      return { KeyId: keyId, CiphertextBlob: blob.toString('base64') }
    }
    if (action !== 'Decrypt') throw new AwsFailure('UnknownOperationException')
    try {
      const plain = unseal(key, Buffer.from(String(input.CiphertextBlob), 'base64'), additional)
      return { KeyId: keyId, Plaintext: plain.toString('base64') }
    } catch {
      throw new AwsFailure('InvalidCiphertextException')
    }
  })
  return Object.assign(stub, server)
}

export interface SqsStub extends AwsServer {
  readonly queueUrl: string
  send(body: string): void
  /** The bodies that nobody deleted, whether they are being worked on or not. */
  left(): readonly string[]
  /** Makes what was received but not deleted visible again, as time would. */
  returnAll(): void
}

/** ReceiveMessage and DeleteMessage of one standard queue. Source: Amazon SQS API reference. */
export async function startSqs(): Promise<SqsStub> {
  interface Message {
    readonly id: string
    readonly body: string
    received: number
    receipt: string | null
  }
  const messages: Message[] = []
  const server = await startAws((action, input) => {
    if (action === 'DeleteMessage') {
      const index = messages.findIndex(({ receipt }) => receipt === input.ReceiptHandle)
      if (index >= 0) messages.splice(index, 1)
      return {}
    }
    if (action !== 'ReceiveMessage') throw new AwsFailure('UnsupportedOperation')
    const visible = messages
      .filter(({ receipt }) => receipt === null)
      .slice(0, Number(input.MaxNumberOfMessages))
    return {
      Messages: visible.map((message) => {
        message.received += 1
        message.receipt = randomUUID()
        return {
          MessageId: message.id,
          ReceiptHandle: message.receipt,
          Body: message.body,
          MD5OfBody: createHash('md5').update(message.body).digest('hex'),
          Attributes: { ApproximateReceiveCount: String(message.received) },
        }
      }),
    }
  })
  return {
    ...server,
    queueUrl: `${server.url}/111122223333/application`,
    send: (body) => void messages.push({ id: randomUUID(), body, received: 0, receipt: null }),
    left: () => messages.map(({ body }) => body),
    returnAll: () => {
      for (const message of messages) message.receipt = null
    },
  }
}

/** What the AWS clients read from the environment: credentials that are worth nothing, and where the services are. */
export function setAwsEnvironment(endpoints: { readonly kms?: string; readonly sqs?: string }): void {
  process.env.AWS_ACCESS_KEY_ID = 'AKIAIOSFODNN7EXAMPLE'
  process.env.AWS_SECRET_ACCESS_KEY = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY'
  process.env.AWS_REGION = 'eu-central-1'
  if (endpoints.kms !== undefined) process.env.AWS_ENDPOINT_URL_KMS = endpoints.kms
  if (endpoints.sqs !== undefined) process.env.AWS_ENDPOINT_URL_SQS = endpoints.sqs
}
