import { createReferenceBackend } from 'phone-auth-kit/reference'
import { listen, openFileStore, uploadsInFolder } from 'phone-auth-kit/server'

/** A mock for a team: all data in one folder, images served to browsers, and an inbox for reading codes. */
export async function startTeamMock(folder: string, host: string, port: number) {
  const uploadFolder = `${folder}/uploads`
  const file = openFileStore(`${folder}/data.db`)
  const backend = createReferenceBackend({
    store: uploadsInFolder(file, uploadFolder),
    uploadFolder,
    pathStyle: 'url',
    serveInbox: true,
    origins: ['http://localhost:5173', 'https://preview.example.com'],
    onExchange: (exchange) => console.log(JSON.stringify(exchange)),
  })
  const listener = await listen(backend, { host, port, onWarning: console.warn })
  const stop = async () => {
    await listener.close()
    file.close()
  }
  return { url: listener.url, stop }
}
