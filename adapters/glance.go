package adapters

import (
	"slices"

	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// Glancer is an adapter that can tell of a whole answer what a log says of it, for a fraction of the cost of reading it.
type Glancer interface {
	// Glance reads who answered, why it ended, and the usage. It checks that the body is a JSON object; false where it is none, or tells of an
	// error, or cannot be read so.
	Glance(x *Exchange, body []byte) (*pb.GenerateResponse, bool)
}

// Glimpse is what of a document its dialect's decoder is content with.
type Glimpse struct {
	// Rest are members as they stand in a document, for what is left out.
	Rest string
	// Members are those at the top that are kept.
	Members []string
	// Entries is the list at the top of which each object is kept with its members Of only. May be empty.
	Entries string
	Of      []string
}

// GlanceBody is Glance for a dialect that is content with a glimpse of its documents.
func GlanceBody(codec ResponseCodec, x *Exchange, body []byte, g Glimpse) (*pb.GenerateResponse, bool) {
	var scan jsonx.Scanner
	scan.Reset(body)
	if !scan.BeginObject() {
		return nil, false
	}
	small := append(make([]byte, 0, 1<<10), '{')
	small = append(small, g.Rest...)
	listed := g.Entries == ""
	for name, ok := scan.Next(); ok; name, ok = scan.Next() {
		switch {
		case name == "error":
			if raw, kind := scan.Value(); kind != 'n' && raw != "" {
				return nil, false
			}
		case name == g.Entries && scan.BeginArray():
			small, listed = appendEntries(appendName(small, name), &scan, g.Of), true
		case slices.Contains(g.Members, name):
			raw, _ := scan.Value()
			small = append(appendName(small, name), raw...)
		}
	}
	if scan.Finish() != nil {
		return nil, false
	}
	if !listed {
		small = append(appendName(small, g.Entries), "[]"...)
	}
	resp, err := codec.DecodeResponse(x, Wire{Body: append(small, '}')})
	return resp, err == nil
}

// appendName appends the name of the next member of an object.
func appendName(dst []byte, name string) []byte {
	if dst[len(dst)-1] != '{' {
		dst = append(dst, ',')
	}
	return append(append(append(dst, '"'), name...), `":`...)
}

// appendEntries appends the list that was entered, its objects with some members only.
func appendEntries(dst []byte, scan *jsonx.Scanner, members []string) []byte {
	dst = append(dst, '[')
	for scan.More() {
		if dst[len(dst)-1] != '[' {
			dst = append(dst, ',')
		}
		dst = append(dst, '{')
		if scan.BeginObject() {
			for name, ok := scan.Next(); ok; name, ok = scan.Next() {
				if slices.Contains(members, name) {
					raw, _ := scan.Value()
					dst = append(appendName(dst, name), raw...)
				}
			}
		}
		dst = append(dst, '}')
	}
	return append(dst, ']')
}
