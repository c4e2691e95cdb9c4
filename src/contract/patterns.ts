// The patterns of the fields, apart from the schemas, for code that loads no schema library.

/** A phone number: 11 digits (11位手机号码). */
export const elevenDigits = /^[0-9]{11}$/

/** A mainland China mobile number: 1, then 3 to 9, then nine digits. */
export const mainlandMobileNumber = /^1[3-9][0-9]{9}$/

/** A verification code: exactly four digits (4位数). */
export const fourDigits = /^[0-9]{4}$/

/** A password contains both letters and digits (同时包括字母和数字). */
export const lettersAndDigits = /^(?=.*[A-Za-z])(?=.*[0-9])/s

/** A password has at least 8 characters (至少8位). */
export const shortestPassword = 8
