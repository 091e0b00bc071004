package adapters

import (
	"slices"

	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// Glancer is an adapter that can tell of a whole answer what a log says of it, for a fraction of the cost of reading it.
type Glancer interface {
	// Glance reads who answered and the usage. It checks that the body is a JSON object; false where it is none, or tells of an
	// error, or cannot be read so.
	Glance(x *Exchange, body []byte) (*pb.GenerateResponse, bool)
}

// GlanceBody is Glance for a dialect whose decoder is content with the named members and, for what is left out, with rest: members
// as they stand in a document.
func GlanceBody(codec ResponseCodec, x *Exchange, body []byte, rest string, members ...string) (*pb.GenerateResponse, bool) {
	var scan jsonx.Scanner
	scan.Reset(body)
	if !scan.BeginObject() {
		return nil, false
	}
	small := append(make([]byte, 0, 1<<10), '{')
	small = append(small, rest...)
	for name, ok := scan.Next(); ok; name, ok = scan.Next() {
		switch {
		case name == "error":
			if raw, kind := scan.Value(); kind != 'n' && raw != "" {
				return nil, false
			}
		case slices.Contains(members, name):
			raw, _ := scan.Value()
			small = append(append(small, `,"`...), name...)
			small = append(append(small, `":`...), raw...)
		}
	}
	if scan.Finish() != nil {
		return nil, false
	}
	resp, err := codec.DecodeResponse(x, Wire{Body: append(small, '}')})
	return resp, err == nil
}
