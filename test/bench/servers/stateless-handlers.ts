import { HttpResponse, http } from 'msw'

/** MSW handlers as one writes them by hand for a component test: no state, what the document promises as success. */
export const statelessHandlers = [
  http.get('*/register', ({ request }) => {
    const userId = new URL(request.url).searchParams.get('userId')
    return HttpResponse.json(userId === null ? { result: '0002', message: null } : { result: '0000', message: '0042' })
  }),
  http.post('*/register', async ({ request }) => {
    const fields = await request.formData()
    const right = fields.get('register') === '1' || fields.get('code') === fields.get('code_v')
    return HttpResponse.json({ result: right ? '0000' : '0004', message: null })
  }),
  http.post('*/upload', async ({ request }) => {
    const img = (await request.formData()).get('img')
    return HttpResponse.json({ result: '0000', message: `/uploads/${img instanceof File ? img.name : 'none'}` })
  }),
  http.post('*/log', async ({ request }) => {
    const known = (await request.formData()).get('userId') === '13800138000'
    return HttpResponse.json(
      known ? { result: '0000', message: 'b2c1f0e3a4d59687' } : { result: '0007', message: null },
    )
  }),
]
