import { useRegistrationFlow } from 'phone-auth-kit/react'
import type { RegistrationFlow } from 'phone-auth-kit/registration-flow'
import type { FormEvent } from 'react'
import { failureText } from './failure-text.ts'

export function SignUp({ flow, onLogin }: { flow: RegistrationFlow; onLogin: (token: string) => void }) {
  const { step, pending, failure, unknown, userId, cooldown, progress, locked } = useRegistrationFlow(flow)
  const busy = pending !== undefined
  const wait = cooldown ? `（${cooldown.seconds}秒）` : ''

  const submit = (send: (field: (name: string) => string) => unknown) => (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    send((name) => String(form.get(name) ?? ''))
  }
  const login = async (password: string) => {
    const done = await flow.login({ password })
    if (done.ok) onLogin(done.message)
  }
  const register = async (password: string, nickname: string) => {
    const done = await flow.completeRegistration({ password, nickname: nickname || undefined })
    if (done.ok) await login(password)
  }

  return (
    <main aria-busy={busy}>
      {failure && <p role="alert">{failureText(failure)}</p>}
      {step === 'start' && (
        <form onSubmit={submit((field) => flow.sendCode({ userId: field('userId') }))}>
          <input name="userId" inputMode="numeric" placeholder="手机号" defaultValue={userId} />
          <button type="submit" disabled={busy}>
            获取验证码
          </button>
        </form>
      )}
      {step === 'code-sent' && (
        <form onSubmit={submit((field) => flow.verifyCode({ code: field('code') }))}>
          <input name="code" inputMode="numeric" autoComplete="one-time-code" placeholder="验证码" />
          <button type="submit" disabled={busy || locked}>
            下一步
          </button>
          <button type="button" disabled={busy || cooldown !== undefined} onClick={() => flow.sendCode()}>
            重新获取{wait}
          </button>
          <button type="button" disabled={busy} onClick={() => flow.back()}>
            修改手机号
          </button>
        </form>
      )}
      {(step === 'verified' || step === 'avatar-uploaded') && (
        <form onSubmit={submit((field) => register(field('password'), field('nickname')))}>
          <input
            type="file"
            accept="image/*"
            aria-label="头像"
            disabled={busy}
            onChange={({ target: { files } }) => files?.[0] && flow.uploadAvatar({ img: files[0] })}
          />
          {progress?.known && <progress value={progress.sentBytes} max={progress.totalBytes} />}
          <input name="nickname" placeholder="昵称" />
          <input name="password" type="password" autoComplete="new-password" placeholder="密码" />
          <button type="submit" disabled={busy}>
            注册
          </button>
        </form>
      )}
      {(step === 'registered' || unknown?.can.includes('login')) && (
        <form onSubmit={submit((field) => login(field('password')))}>
          <input name="password" type="password" autoComplete="current-password" placeholder="密码" />
          <button type="submit" disabled={busy}>
            登录
          </button>
        </form>
      )}
    </main>
  )
}
