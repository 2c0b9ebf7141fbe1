import { destroyRetiredKeys, rotateTenantKey, type TenantKeyRotation } from '../store/rotate-tenant-keys.ts'
import { findTenant, listTenants } from '../store/tenants.ts'
import { CommandFailed, type GlobalOptions, type RegisterCommand, UsageError } from './cli-context.ts'
import { type SecretStore, withSecretStore } from './open-secret-store.ts'
import { print } from './print.ts'
import { startProcess } from './start-process.ts'

interface TenantKeyOptions extends GlobalOptions {
  readonly tenant?: string
  readonly all?: boolean
}

export const registerTenantKey: RegisterCommand = (program, context) => {
  program
    .command('tenant-key')
    .description("the keys that seal a tenant's secrets; works on the database itself, not through a server")
    .command('rotate')
    .description(
      'seal everything with a new key; the old one is destroyed a day later, by a worker or by this command',
    )
    .option('--tenant <id>', 'of one tenant')
    .option('--all', 'of all tenants')
    .action(async (_options, command) => {
      const options: TenantKeyOptions = command.optsWithGlobals()
      if ((options.tenant === undefined) === (options.all !== true)) {
        throw new UsageError('Give either --tenant <id> or --all.')
      }
      const answer = await startProcess(() =>
        withSecretStore(context, async (store) => ({
          rotated: await rotate(store, options.tenant, (done) => context.writeError(`${done} tenants\n`)),
          destroyed: await destroyRetiredKeys(store),
        })),
      )
      print(context, options, answer, ({ rotated, destroyed }) => {
        const values = rotated.reduce((sum, { resealed }) => sum + resealed, 0)
        return `${rotated.length} tenants have a new key, ${values} values were sealed anew. ${destroyed} keys retired earlier were destroyed.`
      })
    })
}

async function rotate(
  store: SecretStore,
  tenantId: string | undefined,
  onProgress: (done: number) => void,
): Promise<readonly TenantKeyRotation[]> {
  if (tenantId !== undefined) {
    if ((await findTenant(store.db.of(tenantId))) === null)
      throw new CommandFailed(`There is no tenant "${tenantId}".`)
    return [await rotateTenantKey(store, tenantId)]
  }
  const rotated: TenantKeyRotation[] = []
  for (let after: string | null = null; ; ) {
    const tenants = await listTenants(store.db, after, 200)
    for (const tenant of tenants) rotated.push(await rotateTenantKey(store, tenant.tenantId))
    after = tenants.at(-1)?.tenantId ?? null
    if (after === null) return rotated
    onProgress(rotated.length)
  }
}
