'use client'

export { useRegistrationFlow } from './flow/react.ts'
