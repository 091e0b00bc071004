package chat

import (
	"fmt"
	"strings"
	"testing"

	"github.com/interlingua/interlingua/adapters"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

const chunkHead = `{"id":"chatcmpl-1","object":"chat.completion.chunk","created":1790000000,"model":"gpt-5.5","service_tier":"default","system_fingerprint":"fp_1",`

// streamOf writes a stream of chunks whose choices are given.
func streamOf(choices ...string) string {
	var b strings.Builder
	for _, c := range choices {
		b.WriteString("data: " + chunkHead + `"choices":[` + c + `],"usage":null,"obfuscation":"a1"}` + "\n\n")
	}
	return b.String() + "data: [DONE]\n\n"
}

func textChoice(text string) string {
	return fmt.Sprintf(`{"index":0,"delta":{"content":%q},"logprobs":null,"finish_reason":null}`, text)
}

func argumentsChoice(text string) string {
	return fmt.Sprintf(`{"index":0,"delta":{"tool_calls":[{"index":0,"function":{"arguments":%q}}]},"logprobs":null,"finish_reason":null}`, text)
}

// eventsOf reads a stream and describes its events.
func eventsOf(t *testing.T, stream string) (events []string) {
	t.Helper()
	r := New().NewEventReader(&adapters.Exchange{}, strings.NewReader(stream))
	for {
		ev, err := r.Next()
		if err != nil {
			return append(events, err.Error())
		}
		switch c := ev.Event.(type) {
		case *pb.GenerateEvent_TextDelta:
			events = append(events, fmt.Sprintf("%d text %s", ev.Part, c.TextDelta))
		case *pb.GenerateEvent_ArgumentsDelta:
			events = append(events, fmt.Sprintf("%d arguments %s", ev.Part, c.ArgumentsDelta))
		case *pb.GenerateEvent_PartStart:
			events = append(events, fmt.Sprintf("%d start", ev.Part))
		case *pb.GenerateEvent_PartEnd:
			events = append(events, fmt.Sprintf("%d end", ev.Part))
		case *pb.GenerateEvent_Finish:
			events = append(events, "finish "+c.Finish.Raw)
		case *pb.GenerateEvent_End:
			events = append(events, "end")
		}
	}
}

func expectEvents(t *testing.T, stream string, want ...string) {
	t.Helper()
	if got := eventsOf(t, stream); fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

// Text after a call is another part: the first one has ended.
func TestPain02TextCallText(t *testing.T) {
	call := `{"index":0,"delta":{"tool_calls":[{"index":0,"id":"c1","type":"function","function":{"name":"f","arguments":"{}"}}]}}`
	expectEvents(t, streamOf(textChoice("a"), call, textChoice("b"), `{"index":0,"delta":{},"finish_reason":"stop"}`),
		"1 start", "1 text a", "1 end", "2 start", "2 end", "3 start", "3 text b", "3 end", "finish stop", "end", "EOF")
}

// Chunks that are like the one before take a short way: it must not see likeness where there is none.
func TestTemplate(t *testing.T) {
	call := `{"index":0,"delta":{"tool_calls":[{"index":0,"id":"c1","type":"function","function":{"name":"f","arguments":""}}]}}`
	expectEvents(t, streamOf(
		textChoice("a"), textChoice("b"), textChoice("c"), textChoice(`d"\n`), textChoice(""), textChoice("e"),
		`{"index":0,"delta":{"content":"f"},"logprobs":null,"finish_reason":"stop"}`,
	), "1 start", "1 text a", "1 text b", "1 text c", `1 text d"\n`, "1 text e", "1 text f", "1 end", "finish stop", "end", "EOF")
	expectEvents(t, streamOf(call, argumentsChoice(`{"a`), argumentsChoice(`":1`), argumentsChoice(`}`), textChoice("x")),
		"1 start", `1 arguments {"a`, `1 arguments ":1`, "1 arguments }", "1 end", "2 start", "2 text x", "2 end", "end", "EOF")
	broken := strings.Replace(streamOf(textChoice("a"), textChoice("b"), textChoice("c")), `"content":"c"`, `"content":"c`+"\x01"+`"`, 1)
	if got := eventsOf(t, broken); got[len(got)-1] == "EOF" {
		t.Errorf("a chunk that is no JSON was read: %q", got)
	}
}

// deltas is an endless stream of one chunk.
type deltas struct {
	head, chunk []byte
	pos         int
}

func (d *deltas) Read(p []byte) (int, error) {
	if len(d.head) > 0 {
		n := copy(p, d.head)
		d.head = d.head[n:]
		return n, nil
	}
	n := copy(p, d.chunk[d.pos:])
	d.pos = (d.pos + n) % len(d.chunk)
	return n, nil
}

func endless(head, choice string) *deltas {
	frame := func(c string) []byte { return []byte(strings.TrimSuffix(streamOf(c), "data: [DONE]\n\n")) }
	return &deltas{head: frame(head), chunk: frame(choice)}
}

var deltaKinds = []struct{ name, head, choice string }{
	{"text", textChoice("a"), textChoice(" the quick")},
	{"escaped text", textChoice("a"), textChoice("say \"hi\"\n")},
	{"arguments", `{"index":0,"delta":{"tool_calls":[{"index":0,"id":"c1","type":"function","function":{"name":"f","arguments":""}}]}}`, argumentsChoice(`"city": "Be`)},
	{"repeated role", textChoice("a"), `{"index":0,"delta":{"role":"assistant","content":" the quick"},"finish_reason":null,"native_finish_reason":null}`},
}

func TestDeltasDoNotAllocate(t *testing.T) {
	for _, tt := range deltaKinds {
		t.Run(tt.name, func(t *testing.T) {
			x := &adapters.Exchange{}
			r, w := New().NewEventReader(x, endless(tt.head, tt.choice)), New().NewEventWriter(x, nil)
			var out []byte
			step := func() {
				ev, err := r.Next()
				if err != nil {
					t.Fatal(err)
				}
				if out, err = w.Append(out[:0], ev); err != nil {
					t.Fatal(err)
				}
			}
			for range 40 {
				step()
			}
			if n := testing.AllocsPerRun(1000, step); n != 0 {
				t.Errorf("%v allocations", n)
			}
		})
	}
}

func BenchmarkDelta(b *testing.B) {
	for _, tt := range deltaKinds {
		b.Run(strings.ReplaceAll(tt.name, " ", "_"), func(b *testing.B) {
			x := &adapters.Exchange{}
			src := endless(tt.head, tt.choice)
			b.SetBytes(int64(len(src.chunk)))
			b.ReportAllocs()
			r, w := New().NewEventReader(x, src), New().NewEventWriter(x, nil)
			var out []byte
			for b.Loop() {
				ev, err := r.Next()
				if err != nil {
					b.Fatal(err)
				}
				if out, err = w.Append(out[:0], ev); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
