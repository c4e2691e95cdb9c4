import { defineConfig } from 'phone-auth-kit/contract-tests'

export default defineConfig({
  baseUrl: 'http://127.0.0.1:6543',
  dialect: { codeDelivery: 'sms' },
  codeSource: async (userId, { signal }) => {
    const reply = await fetch(`http://127.0.0.1:8025/last?to=${userId}`, { signal })
    return reply.text()
  },
  json: 'reports/contract.json',
  html: 'reports/contract.html',
})
