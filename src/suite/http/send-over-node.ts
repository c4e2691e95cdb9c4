import type { Failure, FailureCode, FailureHint, Outcome } from '../../http/node/outcome.ts'
import type { Words } from '../../report/model/words.ts'
import { type Answer, failure } from './send.ts'

/** What came back over the wire of Node, as the suite reads any answer. `timeout` is in milliseconds. */
export function answerOf(outcome: Outcome, timeout: number): Answer {
  if (outcome.kind === 'failure') return failedAnswer(outcome, timeout)
  const { status, headers, body, cut } = outcome
  if (cut) return failure('endless')
  // Nobody asked to change the protocol, so there is no reply behind it.
  if (status === 101) return failure('broken')
  const redirect = status >= 300 && status < 400 && headers.some(([name]) => /^location$/i.test(name))
  return { kind: 'reply', status, headers, body, redirect }
}

function failedAnswer(failed: Failure, timeout: number): Answer {
  const { code, hint, sent, phase, partial } = failed
  const read = partial?.body.byteLength ?? 0
  if (code === 'aborted') return failure('aborted')
  if (code === 'timeout' && phase !== 'connecting') return failure('timeout', { timeout, read })
  // Before the request was out nobody can have read it: that says nothing of a backend.
  if (!sent || hint === 'tls-expected' || hint === 'other-protocol')
    return { kind: 'failure', failure: 'unreachable', words: unreachableWords(failed, timeout) }
  const { words } = failure('broken', { read }) as Answer & { kind: 'failure' }
  const more = brokenWords[code]
  return {
    kind: 'failure',
    failure: 'broken',
    words: more ? { zh: `${words.zh}：${more.zh}`, en: `${words.en}: ${more.en}` } : words,
  }
}

const brokenWords: Partial<Record<FailureCode, Words>> = {
  'not-http': { zh: '收到的内容不是 HTTP/1 响应', en: 'what came is not an HTTP/1 reply' },
  'header-overflow': { zh: '响应头过长', en: 'the header of the reply is too long' },
  'interim-overflow': {
    zh: '只有临时响应（1xx），没有最终响应',
    en: 'interim replies (1xx) kept coming, and no final one',
  },
  undecodable: {
    zh: '响应体不是 Content-Encoding 所说的编码',
    en: 'the body is not in the encoding that its Content-Encoding names',
  },
}

const unreachableByCode: Partial<Record<FailureCode, Words>> = {
  'unknown-host': { zh: '主机名无法解析', en: 'the host name has no address' },
  refused: { zh: '该端口没有程序监听', en: 'nothing listens on that port' },
  unreachable: { zh: '主机不可达', en: 'the host cannot be reached' },
  proxy: {
    zh: '代理没有建立连接（见 HTTP_PROXY、HTTPS_PROXY、NO_PROXY）',
    en: 'the proxy made no connection (see HTTP_PROXY, HTTPS_PROXY and NO_PROXY)',
  },
  'tls-untrusted': {
    zh: '证书不受信任；用 --cacert 指定 CA 证书文件，或用 --insecure 跳过检查',
    en: 'the certificate is not trusted: give its CA with --cacert FILE, or skip the check with --insecure',
  },
  'tls-protocol': { zh: 'TLS 连接没有建立', en: 'no TLS connection came about' },
}

const unreachableByHint: Partial<Record<FailureHint, Words>> = {
  expired: {
    zh: '证书已过期；用 --insecure 跳过检查',
    en: 'the certificate has expired: renew it, or skip the check with --insecure',
  },
  'not-yet-valid': {
    zh: '证书尚未生效；用 --insecure 跳过检查',
    en: 'the certificate is not valid yet: check the clocks, or skip the check with --insecure',
  },
  'wrong-host': {
    zh: '证书属于另一个主机名；请使用证书中的主机名，或用 --insecure 跳过检查',
    en: 'the certificate is for another host name: use that name in the address, or skip the check with --insecure',
  },
  'not-tls': { zh: '该端口不使用 TLS，请改用 http:// 地址', en: 'the port does not speak TLS: use an http:// address' },
  'tls-expected': { zh: '该端口使用 TLS，请改用 https:// 地址', en: 'the port speaks TLS: use an https:// address' },
  'other-protocol': { zh: '该端口使用的不是 HTTP 协议', en: 'the port speaks another protocol, not HTTP' },
  'tls-version': {
    zh: '没有双方都支持的 TLS 版本或密码套件',
    en: 'there is no TLS version or cipher in common',
  },
  'client-certificate': {
    zh: '服务器要求客户端证书，测试不支持',
    en: 'the server asks for a client certificate, which a run cannot present',
  },
}

function unreachableWords({ code, hint, systemCode }: Failure, timeout: number): Words {
  const known = (hint && unreachableByHint[hint]) ?? unreachableByCode[code]
  const system = systemCode ? ` (${systemCode})` : ''
  if (known) return { zh: `${known.zh}${system}`, en: `${known.en}${system}` }
  if (code === 'timeout' || code === 'connect-timeout')
    return { zh: `${timeout / 1000} 秒内没有建立连接`, en: `no connection within ${timeout / 1000} s` }
  return { zh: `没有建立连接${system}`, en: `no connection came about${system}` }
}
