export const setting = {
  help: {
    about: 'the settings of the shop',
    list: 'show every setting with its value',
    get: 'show one setting',
    set: 'change a setting; the plan of calls follows at once',
    key: 'the name of the setting, such as hush.days',
    value: 'its new value',
  },
}
