export const topic = {
  text: {
    cadence: `When whom is called

Every sale starts a series of contacts, so that nobody is forgotten and nobody is pestered.

- A thank-you text at once. It offers nothing.
- A first call within 48 hours, after a first purchase and after a product that is new to the customer and has usage tips: has it arrived whole, how is it used, is there any reaction? Nothing is sold in it.
- A check-in after two weeks: what has changed, would they recommend you from 0 to 10, and why?
- A reorder call a few days before the goods run out. How long a product lasts you say once: aftersales product edit NAME --lasts-days 45
- A few words every eight weeks, so that you are not forgotten.
- Two calls to win somebody back after a long silence, and no third.

After a talk there are ten quiet days, and in thirty days at most three contacts that you began. What was missed goes into the next call. A promise, an open case, and a call somebody asked for come first and do not wait for quiet days to end.

Every number of this can be changed: aftersales config list
So can what is asked on each call: aftersales config edit texts`,
    ranking: `Who stands first on the list

1. Promises, deliveries, open cases and calls that were asked for.
2. First calls within their 48 hours, those with the fewest hours left first.
3. First calls that are late.
4. Check-ins after a first purchase.
5. All other calls, in one order: by the chance that the customer buys within two weeks, and by what a purchase usually brings.

The chance is reckoned from the customer's own pace, as far as it is known, and from the pace of your shop, where it is not; from how long it has been since the last purchase; and from how regularly your customers buy. Whoever has long been due does not stand higher for that: in real shops the longest overdue are those who buy least.

Why somebody stands where they do: aftersales due --why
How many calls there are follows from your minutes: aftersales due --minutes 40`,
    privacy: `What is kept of your customers, and where

Everything is in one file on this computer, readable by you alone. Nothing is ever sent anywhere: the program uses no network.

- Everything held on one customer, for them to have: aftersales customer show "#12" --export FILE
- What somebody agreed to, when and where: aftersales customer consent "#12"
- Whoever asks not to be called is in no list, message or mailing from then on, also after an import: aftersales log "#12" --outcome refused
- To erase a customer, in the copies too, for good; the sums stay: aftersales customer forget "#12"

A copy that leaves this computer is best put under a passphrase: aftersales backup --out FOLDER --encrypt
Calendars, printed lists and reports hold names: mind whom you give them to.`,
    backup: `Copies, and how to come back to one

Before the first change of each day a copy is made by itself and looked through. The last 7 days, 4 weeks and 12 months are kept.

- Which copies there are: aftersales backup --list
- A copy on a memory stick, under a passphrase: aftersales backup --out FOLDER --encrypt
- Back to a copy, after seeing what is in it: aftersales restore
- Back to before that: aftersales restore --back
- To take back just the last command: aftersales undo
- To look whether all is well: aftersales doctor

A disk that dies takes the copies beside the shop with it: now and then put one elsewhere.`,
  },
}
