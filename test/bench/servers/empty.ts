import { createServer } from 'node:http'

// A node:http server with nothing in it.
const server = createServer((_request, response) => {
  response.end()
})
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  if (address !== null && typeof address === 'object') console.log(`http://127.0.0.1:${address.port}`)
})
