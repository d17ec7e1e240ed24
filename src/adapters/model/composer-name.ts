/** What the composer is called; apart from its code, which is loaded when it is first asked. */
export const COMPOSER_MODEL_ID = 'composer';
export const COMPOSER_TITLE = 'Composer (built in; rules, not a language model)';
