// Package jsonx reads and writes the JSON of the four dialects. It is the only
// package that imports the JSON library.
//
// Five tools, each for one job:
//
//   - [Unmarshal] fills typed wire structs, in one pass and mostly with parts
//     of one text. Members without a field go to the
//     struct's fallback field, a [Value] tagged `json:",inline,embed"`, byte
//     for byte. [String], [Int], [Int32], [Float] and [Bool] are scalars that
//     never fail: a value of the wrong kind is kept raw.
//   - [Writer] and [Object] append JSON to the caller's buffer; the members
//     that a dialect kept for itself override the mapped ones.
//   - [Members], [Get], [Merge], [Lookup] and their neighbours work on JSON
//     text held in strings and known to be valid, without decoding it.
//   - [Scanner] pulls names and values out of one small document, validating
//     as it goes and without allocating: for the frames of streams.
//   - [Template] recognizes the document that equals the one before but for a
//     few values, as the deltas of streams do, and takes no look at the rest.
//
// [Equal] and [Diff] compare documents as values, numbers exactly.
//
// Nothing here keeps state between calls; a Writer, Scanner or Template belongs
// to one goroutine, everything else may be called concurrently.
package jsonx
