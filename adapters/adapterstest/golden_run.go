package adapterstest

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"

	"github.com/interlingua/interlingua/adapters"
	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"
)

// run gives the sections that follow from the golden's input.
func (g *golden) run(a adapters.Adapter) ([]section, error) {
	x, err := g.exchange(a)
	if err != nil {
		return nil, err
	}
	if g.canonical() {
		return g.encode(a, x)
	}
	return g.decode(a, x)
}

func (g *golden) decode(a adapters.Adapter, x *adapters.Exchange) ([]section, error) {
	c := g.asCase(a.Dialect())
	if c == nil {
		c = (&golden{archive: archive{keys: g.keys, sections: g.sections[:1]}}).asCase(a.Dialect())
	}
	var m proto.Message
	var err error
	switch c.Kind {
	case KindRequest:
		m, err = a.DecodeRequest(x, c.Wire())
	case KindResponse:
		m, err = a.DecodeResponse(x, c.Wire())
	case KindError:
		m = a.DecodeError(x, c.Status, c.Header, c.Body)
	case KindStream:
		return decodeStream(a, c)
	}
	if err != nil {
		return faultSection(err)
	}
	return []section{{"canonical.json", CanonicalJSON(m)}}, nil
}

func decodeStream(a adapters.Adapter, c *Case) ([]section, error) {
	var lines []byte
	err := Each(c.Reader(a, bytes.NewReader(c.Body)), func(ev *pb.GenerateEvent) error {
		lines = append(append(lines, compactJSON(ev)...), '\n')
		return nil
	})
	out := []section{{"events.jsonl", lines}}
	switch {
	case errors.Is(err, io.ErrUnexpectedEOF):
		return append(out, section{"cut.txt", []byte("cut\n")}), nil
	case err != nil:
		fault, err := faultSection(err)
		return append(out, fault...), err
	}
	return out, nil
}

func (g *golden) encode(a adapters.Adapter, x *adapters.Exchange) ([]section, error) {
	input := g.sections[0].data
	var losses adapters.Losses
	var out section
	switch g.kind() {
	case KindRequest:
		req := &pb.GenerateRequest{}
		if err := protojson.Unmarshal(input, req); err != nil {
			return nil, err
		}
		w, err := a.EncodeRequest(x, req, &losses)
		if err != nil {
			return faultSection(err)
		}
		out = section{"request.json", indent(w.Body)}
		if w.Path != "" {
			return []section{{"path.txt", []byte(w.Path + "\n")}, out, lossSection(&losses)}, nil
		}
	case KindResponse:
		resp := &pb.GenerateResponse{}
		if err := protojson.Unmarshal(input, resp); err != nil {
			return nil, err
		}
		body, err := a.EncodeResponse(x, nil, resp, &losses)
		if failure, ok := errors.AsType[*canon.Failure](err); ok {
			status, header, body := a.EncodeError(x, nil, failure.Reason)
			return []section{{"status.txt", statusText(status, header)}, {"error.json", indent(body)}, lossSection(&losses)}, nil
		}
		if err != nil {
			return faultSection(err)
		}
		out = section{"response.json", indent(body)}
	case KindStream:
		body, err := encodeStream(a.NewEventWriter(x, &losses), input)
		if err != nil {
			return faultSection(err)
		}
		out = section{"stream.sse", body}
	case KindError:
		e := &pb.Error{}
		if err := protojson.Unmarshal(input, e); err != nil {
			return nil, err
		}
		status, header, body := a.EncodeError(x, nil, e)
		return []section{{"status.txt", statusText(status, header)}, {"error.json", indent(body)}}, nil
	default:
		return nil, fmt.Errorf("a golden with canonical input needs a line %q", "kind: request|response|stream|error")
	}
	return []section{out, lossSection(&losses)}, nil
}

func encodeStream(w adapters.EventWriter, lines []byte) (out []byte, err error) {
	for line := range bytes.Lines(lines) {
		ev := &pb.GenerateEvent{}
		if err := protojson.Unmarshal(line, ev); err != nil {
			return nil, err
		}
		if out, err = w.Append(out, ev); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// lossSection writes losses as lines.
func lossSection(losses *adapters.Losses) section {
	var b bytes.Buffer
	for _, l := range losses.Items() {
		refuse := ""
		if l.Refuse {
			refuse = " refuse"
		}
		fmt.Fprintf(&b, "%s %s %s%s: %s\n", l.Path, word(l.Class.String(), "LOSS_CLASS_"), word(l.Action.String(), "LOSS_ACTION_"),
			refuse, l.Detail)
	}
	return section{"losses.txt", b.Bytes()}
}

func word(name, prefix string) string { return strings.ToLower(strings.TrimPrefix(name, prefix)) }

// statusText writes a status and its headers, sorted.
func statusText(status int, header http.Header) []byte {
	var b bytes.Buffer
	fmt.Fprintln(&b, status)
	_ = header.Write(&b) // a Buffer never fails
	return bytes.ReplaceAll(b.Bytes(), []byte("\r\n"), []byte("\n"))
}

// CanonicalJSON writes a canonical message as indented JSON in proto field names, always in the same way.
func CanonicalJSON(m proto.Message) []byte { return indent(compactJSON(m)) }

// compactJSON takes out the whitespace that protojson varies on purpose.
func compactJSON(m proto.Message) []byte {
	text := protojson.MarshalOptions{UseProtoNames: true}.Format(m)
	return []byte(jsonx.Compact(text))
}

func indent(doc []byte) []byte {
	var b bytes.Buffer
	if err := json.Indent(&b, doc, "", "  "); err != nil {
		return doc
	}
	b.WriteByte('\n')
	return b.Bytes()
}
