package rpc

import (
	"errors"
	"fmt"
	"io"
	"reflect"

	"github.com/grpc-ecosystem/grpc-gateway/v2/runtime"
	"google.golang.org/protobuf/proto"

	"github.com/interlingua/interlingua/adapters/jsonx"
	"github.com/interlingua/interlingua/gateway/canonjson"
)

// The media types of answers.
const (
	typeJSON   = "application/json"
	typeNDJSON = "application/x-ndjson"
	typeSSE    = "text/event-stream"
)

// The members in which the gateway library hands over the messages and the error of a stream.
const (
	chunkResult = "result"
	chunkError  = "error"
)

// jsonMarshaler writes messages as canonical JSON, those of a stream as one object a line. It implements runtime.Marshaler.
type jsonMarshaler struct{}

// ContentType implements runtime.Marshaler.
func (jsonMarshaler) ContentType(any) string { return typeJSON }

// StreamContentType implements runtime.StreamContentType.
func (jsonMarshaler) StreamContentType(any) string { return typeNDJSON }

// Marshal implements runtime.Marshaler.
func (jsonMarshaler) Marshal(v any) ([]byte, error) {
	name, m, err := chunk(v)
	if err != nil || name == "" {
		return m, err
	}
	w := jsonx.NewWriter(make([]byte, 0, len(m)+len(`{"result":}`)))
	o := w.Object("")
	o.Raw(name, string(m))
	o.End()
	return w.Bytes(), nil
}

// Unmarshal implements runtime.Marshaler.
func (jsonMarshaler) Unmarshal(data []byte, v any) error {
	if m, ok := v.(proto.Message); ok {
		return canonjson.Unmarshal(data, m)
	}
	// The field of a request that is its body: a pointer to a message that does not exist yet.
	field := reflect.ValueOf(v)
	if field.Kind() != reflect.Pointer || field.Elem().Kind() != reflect.Pointer {
		return fmt.Errorf("%T is no message", v)
	}
	m := reflect.New(field.Elem().Type().Elem())
	field.Elem().Set(m)
	msg, ok := m.Interface().(proto.Message)
	if !ok {
		return fmt.Errorf("%T is no message", v)
	}
	return canonjson.Unmarshal(data, msg)
}

// NewDecoder implements runtime.Marshaler. A body is one document; none is io.EOF.
func (j jsonMarshaler) NewDecoder(r io.Reader) runtime.Decoder {
	return runtime.DecoderFunc(func(v any) error {
		data, err := io.ReadAll(r)
		if err != nil {
			return err
		}
		if len(data) == 0 {
			return io.EOF
		}
		err = j.Unmarshal(data, v)
		if b, ok := r.(*jsonBody); ok {
			b.answer.refused = err
		}
		return err
	})
}

// NewEncoder implements runtime.Marshaler.
func (j jsonMarshaler) NewEncoder(w io.Writer) runtime.Encoder {
	return runtime.EncoderFunc(func(v any) error {
		data, err := j.Marshal(v)
		if err != nil {
			return err
		}
		_, err = w.Write(data)
		return err
	})
}

// chunk writes a message; with the name of its member, where it is one of a stream.
func chunk(v any) (name string, text []byte, err error) {
	switch v := v.(type) {
	case proto.Message:
		text, err = canonjson.Marshal(v)
		return "", text, err
	case map[string]any:
		if m, ok := v[chunkResult].(proto.Message); ok {
			text, err = canonjson.Marshal(m)
			return chunkResult, text, err
		}
	case map[string]proto.Message:
		if m, ok := v[chunkError]; ok {
			text, err = canonjson.Marshal(m)
			return chunkError, text, err
		}
	}
	return "", nil, errors.New("what is to be written is no message")
}

// sseMarshaler writes the messages of a stream as events of an event stream: the message itself is the data. An error is an
// event of the type error. What is no stream is JSON all the same.
type sseMarshaler struct{ jsonMarshaler }

// StreamContentType implements runtime.StreamContentType.
func (sseMarshaler) StreamContentType(any) string { return typeSSE }

// ContentType implements runtime.Marshaler. An error that is the first of a stream is an answer of its own.
func (sseMarshaler) ContentType(v any) string {
	if _, ok := v.(map[string]proto.Message); ok {
		return typeSSE
	}
	return typeJSON
}

// Delimiter implements runtime.Delimited.
func (sseMarshaler) Delimiter() []byte { return []byte("\n\n") }

// Marshal implements runtime.Marshaler.
func (s sseMarshaler) Marshal(v any) ([]byte, error) {
	name, m, err := chunk(v)
	if err != nil || name == "" {
		return m, err
	}
	line := "data: "
	if name == chunkError {
		line = "event: error\ndata: "
	}
	return append([]byte(line), m...), nil
}
