import { cite } from '../../contract/document.ts'
import { same, type Words } from '../../report/model/words.ts'
import { type CaseDefinition, defineCase } from '../cases/define-case.ts'
import { actualOf } from '../cases/violation.ts'
import { limited } from '../people/fresh-phone.ts'
import type { RunState } from '../state/run-state.ts'
import { wordsOf } from './action.ts'
import type { Played, WrongJourney } from './play.ts'

/** Loads fast-check, which nothing else needs. */
const loadPlay = () => import('./play.ts')

/** Journeys drawn from a seed, checked against a model of what the document allows. */
export const randomJourneyCases: readonly CaseDefinition[] = [
  defineCase({
    id: 'journey/random',
    level: 'must',
    title: {
      zh: '随机流程：两人交替调用五个接口，每个返回码都为文档所允许',
      en: 'Random journeys of two people get only result codes that the document allows',
    },
    cites: [
      cite('sendCode', 'result'),
      cite('verifyCode', 'result'),
      cite('uploadAvatar', 'result'),
      cite('completeRegistration', 'result'),
      cite('login', 'result'),
    ],
    // If a plain registration fails, random journeys show nothing more.
    people: { alice: 'loggedIn' },
    sends: (left, { random }) => (random === undefined ? Math.max(left, 2) : random * 4),
    when: 'last',
    prepare: loadPlay,
    run: async ({ person, runState, codes, caseId, fail, note }) => {
      await person('alice').loggedIn()
      const { play } = await loadPlay()
      const { deadline, seed } = runState.settings
      const played = await play(runState, caseId, {
        sends: codes.planned,
        shorteningSends: Math.min(codes.spare, 12),
        time: deadline / 4,
        people: runState.oneJar ? 1 : 2,
      })
      if (played.wrong) fail(violationOf(runState, played.wrong, seed))
      else if (played.stopped && !isEnough(runState, played)) throw played.stopped
      else note(enough(played))
    },
  }),
]

/** Whether journeys that ended early count: because of a limit on sending, the budget, or too few phone numbers. */
function isEnough({ signal, health }: RunState, { journeys, stopped }: Played): boolean {
  if (journeys === 0 || signal.aborted || health.down('sendCode')) return false
  return stopped === limited || stopped?.status === 'notRun'
}

const aLimit: Words = { zh: '后端限制发送验证码的频率', en: 'the backend limits how often it sends codes' }

function enough({ journeys, stopped }: Played): Words {
  const early = stopped === limited ? aLimit : (stopped?.words ?? same(''))
  return {
    zh: `完成 ${journeys} 次随机流程${early.zh && `，之后停止：${early.zh}`}`,
    en: `${journeys} random ${journeys === 1 ? 'journey' : 'journeys'}${early.en && `, then stopped: ${early.en}`}`,
  }
}

function violationOf(runState: RunState, { taken, expected, steps }: WrongJourney, seed: number) {
  const journeyIn = (language: keyof Words) =>
    taken
      .map(({ action, results }, index) => `${index + 1}. ${wordsOf(action)[language]} → ${shortened(results)}`)
      .join(language === 'zh' ? '；' : '; ')
  const step = steps.at(-1)
  if (!step) throw new Error('a journey without steps cannot go wrong')
  return {
    message: {
      zh: `随机流程（seed ${seed}）的最后一步返回了文档不允许的结果：${journeyIn('zh')}`,
      en: `the last step of a random journey (seed ${seed}) got a result that the document does not allow: ${journeyIn('en')}`,
    },
    expected: same(expected.map((code) => `"result": "${code}"`).join(' | ')),
    actual: actualOf(runState, step),
    step,
    steps,
  }
}

/** `0004 0004 0004 0005` as `0004 ×3, 0005`. */
function shortened(results: readonly string[]): string {
  const runs: { result: string; count: number }[] = []
  for (const result of results) {
    const last = runs.at(-1)
    if (last?.result === result) last.count++
    else runs.push({ result, count: 1 })
  }
  return runs.map(({ result, count }) => (count === 1 ? result : `${result} ×${count}`)).join(', ')
}
