package jsonx_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/interlingua/interlingua/adapters/jsonx"
)

var chatDelta = []byte(`{"id":"chatcmpl-9f8e7d6c5b4a","object":"chat.completion.chunk","created":1732550000,"model":"gpt-5-mini",` +
	`"choices":[{"index":0,"delta":{"content":" the quick\n"},"logprobs":null,"finish_reason":null}]}`)

var responsesDelta = []byte(`{"type":"response.output_text.delta","sequence_number":17,"item_id":"msg_68a1b2c3d4e5f60718",` +
	`"output_index":0,"content_index":0,"delta":" the quick brown","logprobs":[],"obfuscation":"aKx81mPq"}`)

// readDelta does what the reader of a Chat stream does with a chunk.
func readDelta(s *jsonx.Scanner, doc []byte, scratch *[]byte) (text string) {
	s.Reset(doc)
	if s.BeginObject() {
		for name, ok := s.Next(); ok; name, ok = s.Next() {
			switch name {
			case "delta":
				text, _ = s.String(scratch)
			case "output_index":
				s.Int()
			case "choices":
				for ok := s.BeginArray(); ok && s.More(); {
					if !s.BeginObject() {
						continue
					}
					for name, ok := s.Next(); ok; name, ok = s.Next() {
						switch name {
						case "index":
							s.Int()
						case "delta":
							if s.BeginObject() {
								for name, ok := s.Next(); ok; name, ok = s.Next() {
									if name == "content" {
										text, _ = s.String(scratch)
									}
								}
							}
						}
					}
				}
			}
		}
	}
	if s.Finish() != nil {
		panic("malformed")
	}
	return text
}

func BenchmarkScanner(b *testing.B) {
	for name, doc := range map[string][]byte{"chat": chatDelta, "responses": responsesDelta} {
		b.Run(fmt.Sprintf("%s/%dB", name, len(doc)), func(b *testing.B) {
			var s jsonx.Scanner
			var scratch []byte
			b.ReportAllocs()
			b.SetBytes(int64(len(doc)))
			for b.Loop() {
				if readDelta(&s, doc, &scratch) == "" {
					b.Fatal("no text")
				}
			}
		})
	}
}

func BenchmarkScannerSkip(b *testing.B) {
	doc := bigDocument()
	var s jsonx.Scanner
	b.SetBytes(int64(len(doc)))
	for b.Loop() {
		s.Reset(doc)
		s.Skip()
		if s.Finish() != nil {
			b.Fatal("malformed")
		}
	}
}

func BenchmarkWriterDelta(b *testing.B) {
	w := jsonx.NewWriter(make([]byte, 0, 1024))
	buf := w.Bytes()
	b.ReportAllocs()
	for b.Loop() {
		w.Reset(buf)
		o := w.Object("")
		o.Str("type", "content_block_delta")
		o.Int("index", 0)
		d, _ := o.Object("delta", "")
		d.Str("type", "text_delta")
		d.Str("text", " the quick brown\n")
		d.End()
		o.End()
	}
	b.SetBytes(int64(len(w.Bytes())))
}

func BenchmarkWriterString(b *testing.B) {
	for name, s := range map[string]string{
		"base64 2MB": strings.Repeat("iVBORw0KGgoAAAANSUhEUgAAB+/a", 2<<20/28),
		"code 4KB":   strings.Repeat("\tif err != nil {\n\t\treturn fmt.Errorf(\"x: %w\", err)\n\t}\n", 4096/56),
		"CJK 4KB":    strings.Repeat("春眠不覺曉，處處聞啼鳥。", 4096/36),
		"short":      "assistant",
	} {
		b.Run(name, func(b *testing.B) {
			buf := make([]byte, 0, 2*len(s)+2)
			w := jsonx.NewWriter(buf)
			b.ReportAllocs()
			b.SetBytes(int64(len(s)))
			for b.Loop() {
				w.Reset(buf)
				w.Str(s)
			}
		})
	}
}

// bigDocument is a request of some 150 KB: tools with schemas, then turns.
func bigDocument() []byte {
	w := jsonx.NewWriter(nil)
	o := w.Object("")
	o.Str("model", "gpt-5")
	o.Array("tools")
	for i := range 20 {
		t := w.Object("")
		t.Str("name", fmt.Sprintf("tool_%d", i))
		t.Str("description", strings.Repeat("Reads a file from disk. ", 30))
		t.Raw("parameters", `{"type":"object","properties":{"path":{"type":"string","description":"where"},"limit":{"type":"integer","minimum":1},"tags":{"type":"array","items":{"type":"string","enum":["a","b"]}}},"required":["path"],"additionalProperties":false}`)
		t.End()
	}
	o.EndArray()
	o.Array("messages")
	for i := range 60 {
		m := w.Object("")
		m.Str("role", []string{"user", "assistant"}[i%2])
		m.Array("content")
		c := w.Object("")
		c.Str("type", "text")
		c.Str("text", strings.Repeat("func main() {\n\tfmt.Println(\"hello, world\")\n}\n", 45))
		c.End()
		m.EndArray()
		m.Int("index", int64(i))
		m.End()
	}
	o.EndArray()
	o.Float("temperature", 0.7)
	o.End()
	return w.Bytes()
}

type benchRequest struct {
	Model jsonx.String `json:"model"`
	Tools []struct {
		Name        jsonx.String `json:"name"`
		Description jsonx.String `json:"description"`
		Parameters  jsonx.Value  `json:"parameters"`
		Unknown     jsonx.Value  `json:",inline,embed"`
	} `json:"tools"`
	Messages []struct {
		Role    jsonx.String `json:"role"`
		Content []struct {
			Type    jsonx.String `json:"type"`
			Text    jsonx.String `json:"text"`
			Unknown jsonx.Value  `json:",inline,embed"`
		} `json:"content"`
		Unknown jsonx.Value `json:",inline,embed"`
	} `json:"messages"`
	Temperature jsonx.Float `json:"temperature"`
	Unknown     jsonx.Value `json:",inline,embed"`
}

func BenchmarkUnmarshal(b *testing.B) {
	doc := bigDocument()
	b.Run(fmt.Sprintf("typed/%dKB", len(doc)/1000), func(b *testing.B) {
		b.ReportAllocs()
		b.SetBytes(int64(len(doc)))
		for b.Loop() {
			var r benchRequest
			if err := jsonx.Unmarshal(doc, &r); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("valid", func(b *testing.B) {
		b.SetBytes(int64(len(doc)))
		for b.Loop() {
			if !jsonx.Valid(doc) {
				b.Fatal("not valid")
			}
		}
	})
	b.Run("library valid", func(b *testing.B) {
		b.SetBytes(int64(len(doc)))
		for b.Loop() {
			if !jsonx.Value(doc).IsValid() {
				b.Fatal("not valid")
			}
		}
	})
}
