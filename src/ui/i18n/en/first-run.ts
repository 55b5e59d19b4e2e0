export const firstRun = {
  hello:
    'Good day! This is aftersales: it remembers every sale, tells you whom to call today and why, and keeps what came of it. Everything stays on this computer, in one file of yours.',
  few: 'Four short questions; Enter takes what is proposed, Ctrl-C leaves at any time. All of it can be changed later with “aftersales config set”.',
  shopName: 'What is your shop called? It signs your messages; leave it empty for none',
  region: 'In which country are your customers?',
  otherRegion: 'another country',
  regionCode: 'The country in two letters, such as DE',
  currency: 'Which currency, in three letters?',
  hours: 'Between which hours may customers be called?',
  kept: 'Noted.',
  ask: 'Where shall we begin?',
  sale: 'Record my first sale',
  importSales: 'Load earlier sales from a spreadsheet',
  importCustomers: 'Load customers from a spreadsheet or the contacts of my phone',
  demo: 'Look at a shop with invented customers first',
  later: 'Later',
  file: 'Where is the file? You can drag it into this window',
}
