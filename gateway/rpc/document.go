package rpc

import (
	"net/http"
	"slices"
	"time"

	"github.com/interlingua/interlingua/adapters"
	"github.com/interlingua/interlingua/adapters/jsonx"
	"github.com/interlingua/interlingua/gateway/translate"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// kinds are the kinds of documents.
var kinds = map[pb.DocumentKind]translate.Kind{
	pb.DocumentKind_DOCUMENT_KIND_REQUEST:  translate.KindRequest,
	pb.DocumentKind_DOCUMENT_KIND_RESPONSE: translate.KindResponse,
	pb.DocumentKind_DOCUMENT_KIND_STREAM:   translate.KindStream,
	pb.DocumentKind_DOCUMENT_KIND_ERROR:    translate.KindError,
}

// The fields of translation requests that faults are told of.
const (
	rootDocument = "document"
	rootOptions  = "options"
)

// source is what the requests of translation have in common.
type source interface {
	GetKind() pb.DocumentKind
	GetFrom() pb.Dialect
	GetDocument() *pb.Document
	GetModel() string
}

// job makes a job of a request: one document to read.
func (t *translation) job(c *call, req source) (*translate.Job, error) {
	v := &validator{}
	j := t.newJob(c)
	j.Kind, j.Model = kinds[req.GetKind()], req.GetModel()
	if j.Kind == "" {
		v.fault("kind", "is missing or unknown")
	}
	j.From = t.adapter(v, req.GetFrom(), "from")
	doc := req.GetDocument()
	if doc.GetContent() == nil {
		v.fault(rootDocument, "has neither body nor body_json")
	}
	if err := v.err(); err != nil {
		return nil, err
	}
	c.root, c.document = rootDocument, true
	j.Body, j.Path, j.Status, j.Header = bodyOf(doc), doc.Path, int(doc.Status), headerOf(doc)
	j.Array = j.Kind == translate.KindStream && jsonx.KindOf(string(j.Body)) == '['
	if err := j.Check(); err != nil {
		return nil, violated(rootDocument, err.Error())
	}
	return j, nil
}

// newJob makes a job under the server's configuration.
func (t *translation) newJob(c *call) *translate.Job {
	return &translate.Job{Sealer: c.state.Engine.Sealer, Capabilities: c.state.Engine.Capabilities}
}

// adapter finds the adapter of a dialect, or records a fault.
func (t *translation) adapter(v *validator, d pb.Dialect, field string) adapters.Adapter {
	for _, a := range t.s.Adapters {
		if a.Dialect() == d {
			return a
		}
	}
	v.fault(field, "is missing or no dialect")
	return nil
}

// bodyOf is the body of a document in whichever form it came.
func bodyOf(d *pb.Document) []byte {
	if d.GetBody() != nil {
		return d.GetBody()
	}
	return []byte(d.GetBodyJson())
}

// behindOf is the body of the request behind, nil where there is none.
func behindOf(d *pb.Document) []byte {
	if d.GetContent() == nil {
		return nil
	}
	return bodyOf(d)
}

func headerOf(d *pb.Document) http.Header {
	if len(d.Headers) == 0 {
		return nil
	}
	h := http.Header{}
	for _, one := range d.Headers {
		h.Add(one.GetName(), one.GetValue())
	}
	return h
}

// written makes a document of a result, its body as JSON text where that is wanted and possible.
func written(r translate.Result, wantJSON bool) *pb.Document {
	d := &pb.Document{Path: r.Path, Status: int32(r.Status)}
	for _, name := range sortedNames(r.Header) {
		for _, value := range r.Header[name] {
			d.Headers = append(d.Headers, &pb.Header{Name: name, Value: value})
		}
	}
	if wantJSON && !r.SSE && jsonx.Valid(r.Body) {
		d.Content = &pb.Document_BodyJson{BodyJson: string(r.Body)}
	} else {
		d.Content = &pb.Document_Body{Body: r.Body}
	}
	return d
}

func sortedNames(h http.Header) []string {
	names := make([]string, 0, len(h))
	for name := range h {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// isJSONForm reports whether a document came as JSON text.
func isJSONForm(d *pb.Document) bool {
	_, ok := d.GetContent().(*pb.Document_BodyJson)
	return ok
}

// timeOf is a time in seconds since the Unix epoch; the zero time where there is none.
func timeOf(seconds *int64) time.Time {
	if seconds == nil {
		return time.Time{}
	}
	return time.Unix(*seconds, 0).UTC()
}
