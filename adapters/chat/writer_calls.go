package chat

import (
	"strconv"
	"strings"

	"google.golang.org/protobuf/proto"

	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// callStart begins a call. Its index is its number, unless the source says otherwise.
func (w *writer) callStart(l *lane, key partKey, ev *pb.GenerateEvent, p *pb.Part) {
	ch, c := w.chunk.choice(ev.Candidate), p.GetToolCall()
	call := laneCall{key: key, custom: c.Kind == pb.ToolKind_TOOL_KIND_CUSTOM, legacy: isLegacyCall(p)}
	f := chunkCall{
		begins: true, id: strings.Clone(c.CallId), name: strings.Clone(c.Name), custom: call.custom, hasText: true,
		text: strings.Clone(c.ArgumentsJson + c.Input), exts: proto.CloneOf(p).Extensions,
	}
	if call.legacy {
		l.calls = append(l.calls, call)
		ch.function = &f
		return
	}
	f.index = strconv.Itoa(l.indexed())
	call.index = f.index
	if raw, ok := jsonx.Get(ours(w.chunk.exts, w.fragmentPath(ch)), "index"); ok {
		if call.index = strings.Clone(raw); raw == "null" {
			call.index = ""
		}
	}
	l.calls = append(l.calls, call)
	ch.calls = append(ch.calls, f)
}

// indexed counts the calls that have an index.
func (l *lane) indexed() int {
	n := 0
	for i := range l.calls {
		if !l.calls[i].legacy {
			n++
		}
	}
	return n
}

// fragmentPath is the place of the next fragment of a choice.
func (w *writer) fragmentPath(ch *chunkChoice) string {
	for i := range w.chunk.choices {
		if &w.chunk.choices[i] == ch {
			return w.pathsOf(i).callAt(len(ch.calls)).call
		}
	}
	return ""
}

// callText adds to the arguments or input of a call.
func (w *writer) callText(l *lane, key partKey, ev *pb.GenerateEvent, text string) {
	ch, call := w.chunk.choice(ev.Candidate), l.call(key)
	switch {
	case call == nil:
	case call.legacy && ch.function != nil:
		ch.function.text += text
	case call.legacy:
		ch.function = &chunkCall{hasText: true, text: joined("", text, ev.More)}
	default:
		ch.calls = append(ch.calls, chunkCall{
			index: call.index, custom: call.custom, hasText: true, text: joined("", text, ev.More),
		})
	}
}

// seal writes provider state: that of reasoning as details, that of a call or text as a signature.
func (w *writer) seal(l *lane, key partKey, ev *pb.GenerateEvent, seal *pb.Seal) {
	ch := w.chunk.choice(ev.Candidate)
	data := strings.Clone(seal.Data)
	call := l.call(key)
	switch {
	case call != nil:
		for i := range ch.calls {
			if ch.calls[i].index == call.index {
				ch.calls[i].signature = data
				return
			}
		}
		ch.calls = append(ch.calls, chunkCall{index: call.index, custom: call.custom, signature: data})
	case l.fields[key] != "":
		ch.details = "[" + detailElements(data) + "]"
	default:
		ch.signature = data
	}
}
