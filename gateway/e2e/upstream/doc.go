// Package upstream plays a model over HTTP, in any of the four dialects, as its vendor's own service would: whole answers and
// streams, reasoning with its seals, calls, errors in the vendor's words, and every fault that a script asks for.
//
// What the model says is decided by a Script, which sees requests and gives answers in no dialect. The files of a dialect read and
// write its wire with encoding/json alone; they share no code with the adapters, so that neither can hide a fault of the other.
//
// A request is judged as strictly as the vendor would: members and order by package validate, and what only the issuer can know by
// the ledger: seals come back unmodified, in the turn that they were issued with, calls under their ids. What breaks a rule is
// answered 400 and fails the test.
package upstream
