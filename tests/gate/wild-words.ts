/** What nobody should send to a terminal: colours, cleared screens, titles, turned reading, in C0 and C1. And a letter beyond U+FFFF. */
export const wildWords = 'a\u001b[2J\u001b]0;owned\u0007b\u009b31mc\u202egreen\u2066\u200fd\u0000\u007f\r\u2028e 𝒇';

/** How they are to be shown. */
export const wildWordsShown =
  'a\\u001b[2J\\u001b]0;owned\\u0007b\\u009b31mc\\u202egreen\\u2066\\u200fd\\u0000\\u007f\\u000d\\u2028e 𝒇';

/** Finds what must not stand anywhere as it is. */
export const wildSigns = /[\p{Cc}\u200f\u2028\u202e\u2066]/u;
