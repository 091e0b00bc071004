package responses_test

import (
	"strings"
	"testing"

	"github.com/interlingua/interlingua/adapters"
	"github.com/interlingua/interlingua/adapters/adapterstest"
	"github.com/interlingua/interlingua/adapters/all"
	"github.com/interlingua/interlingua/adapters/jsonx"
	"github.com/interlingua/interlingua/adapters/responses"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// Every loss towards any other dialect is found in the document that was sent, and names more than the whole.
func TestLossesAreFound(t *testing.T) {
	a := responses.New()
	locator := a.(adapters.Locator)
	for _, c := range adapterstest.Corpus(t, a.Dialect()) {
		for _, other := range all.All() {
			if other.Dialect() == a.Dialect() {
				continue
			}
			var losses adapters.Losses
			var locate func(string) string
			switch c.Kind {
			case adapterstest.KindRequest:
				req, err := a.DecodeRequest(c.Exchange(), c.Wire())
				if err != nil {
					t.Fatal(c.File, err)
				}
				if _, err := other.EncodeRequest(c.Exchange(), req, &losses); err != nil {
					continue
				}
				locate = func(p string) string { return locator.LocateRequest(req, p) }
			case adapterstest.KindResponse:
				resp, err := a.DecodeResponse(c.Exchange(), c.Wire())
				if err != nil {
					t.Fatal(c.File, err)
				}
				if _, err := other.EncodeResponse(c.Exchange(), nil, resp, &losses); err != nil {
					continue
				}
				locate = func(p string) string { return locator.LocateResponse(resp, p) }
			default:
				continue
			}
			for _, l := range losses.Items() {
				at := locate(l.Path)
				if l.Path == "/messages" {
					continue // of a conversation that is empty nothing narrower can be said
				}
				if at == "" || at == "/input" && jsonx.KindOf(get(c.Body, at)) == '[' || at == "/output" {
					t.Errorf("%s to %v: %s (%s) is found at %q, which says nothing", c.File, other.Dialect(), l.Path, l.Detail, at)
				} else if _, ok := jsonx.Lookup(string(c.Body), at); !ok {
					t.Errorf("%s to %v: %s (%s) is found at %q, where nothing is", c.File, other.Dialect(), l.Path, l.Detail, at)
				}
			}
		}
	}
}

func get(doc []byte, pointer string) string {
	raw, _ := jsonx.Lookup(string(doc), pointer)
	return raw
}

func TestLocateRequest(t *testing.T) {
	a := responses.New()
	const doc = `{"model":"m","instructions":"i","user":"u","include":["x.y","reasoning.encrypted_content"],` +
		`"metadata":{"a/b":"c"},"truncation":"auto","parallel_tool_calls":false,` +
		`"reasoning":{"effort":"low","summary":"auto","context":"auto"},` +
		`"text":{"format":{"type":"json_schema","name":"n","schema":{"type":"object","properties":{"a":{"type":"string"}}}},"verbosity":"low"},` +
		`"tools":[{"type":"namespace","name":"ns","description":"d","tools":[{"type":"function","name":"f","parameters":{"type":"object"},"async":true}]},` +
		`{"type":"web_search","filters":{"allowed_domains":["a.example"]}},` +
		`{"type":"tool_search","execution":"client","parameters":{"type":"object"}}],` +
		`"tool_choice":{"type":"allowed_tools","mode":"auto","tools":[{"type":"function","name":"f"}]},` +
		`"input":[{"role":"user","content":[{"type":"input_text","text":"t","x":1},{"type":"input_image","image_url":"https://a.example/b","detail":"low"}]},` +
		`{"type":"function_call","call_id":"c","name":"f","arguments":"{}","caller":{"type":"direct"}},` +
		`{"type":"function_call_output","call_id":"c","output":[{"type":"input_file","file_id":"file-1","filename":"n"}]},` +
		`{"type":"reasoning","summary":[{"type":"summary_text","text":"s"}],"encrypted_content":"e"},` +
		`{"type":"additional_tools","role":"developer","tools":[{"type":"custom","name":"g","format":{"type":"grammar","syntax":"lark","definition":"x"}}]},` +
		`{"type":"message","role":"assistant","content":[{"type":"output_text","text":"t","annotations":[{"type":"url_citation","url":"u","start_index":0,"end_index":1,"y":2}]}]},` +
		`{"type":"configuration_update","text":{"format":{"type":"text"}},"reasoning":{"effort":"low"}},` +
		`{"role":"user","content":"plain"},` +
		`{"type":"tool_search_call","call_id":"s","execution":"client","arguments":{"q":"x"}},` +
		`{"type":"tool_search_output","call_id":"s","execution":"client","tools":[{"type":"function","name":"h"}]}]}`
	req, err := a.DecodeRequest(nil, adapters.Wire{Body: []byte(doc)})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range [][2]string{
		{"/model", "/model"},
		{"/instructions/0/text", "/instructions"},
		{"/end_user_id", "/user"},
		{"/metadata/0", "/metadata/a~1b"},
		{"/reasoning/include_seal", "/include/1"},
		{"/reasoning/effort", "/reasoning/effort"},
		{"/reasoning/visibility", "/reasoning/summary"},
		{"/output/format/schema_json/properties/a", "/text/format/schema/properties/a"},
		{"/output/format/name", "/text/format/name"},
		{"/output/verbosity", "/text/verbosity"},
		{"/tools/0/tools/0/schema_json/type", "/tools/0/tools/0/parameters/type"},
		{"/tools/1/hosted/allowed_domains", "/tools/1/filters/allowed_domains"},
		{"/tools/2/name", "/tools/2"},
		{"/tools/2/schema_json/type", "/tools/2/parameters/type"},
		{"/tool_choice/mode", "/tool_choice/mode"},
		{"/tool_choice/tools/0", "/tool_choice/tools/0"},
		{"/tool_choice/parallel", "/parallel_tool_calls"},
		{"/messages/0", "/input/0"},
		{"/messages/0/parts/0/text", "/input/0/content/0"},
		{"/messages/0/parts/1/media/detail", "/input/0/content/1/detail"},
		{"/messages/0/parts/1/media/uri", "/input/0/content/1/image_url"},
		{"/messages/1/parts/0", "/input/1"},
		{"/messages/1/parts/0/tool_call/arguments_json", "/input/1/arguments"},
		{"/messages/2/parts/0/tool_result/parts/0/media", "/input/2/output/0"},
		{"/messages/2/parts/0/tool_result/parts/0/media/filename", "/input/2/output/0/filename"},
		{"/messages/3/parts/0/seal", "/input/3/encrypted_content"},
		{"/messages/3/parts/0/reasoning/summaries/0", "/input/3/summary/0"},
		{"/messages/4/parts/0/tool_changes/add/0/grammar", "/input/4/tools/0/format"},
		{"/messages/5/parts/0/text/citations/0/start", "/input/5/content/0/annotations/0/start_index"},
		{"/messages/6/parts/0/settings/effort", "/input/6/reasoning/effort"},
		{"/messages/6/parts/0/settings/format", "/input/6/text/format"},
		{"/messages/7/parts/0/text", "/input/7/content"},
		{"/messages/8/parts/0/tool_call/name", "/input/8"},
		{"/messages/8/parts/0/tool_call/arguments_json", "/input/8/arguments"},
		{"/messages/9/parts/0/tool_result/parts/0/text", "/input/9/tools"},
		{"/messages/9/parts/1/tool_changes/add/0/name", "/input/9/tools/0/name"},
	} {
		path, want := c[0], c[1]
		if got := a.(adapters.Locator).LocateRequest(req, path); got != want {
			t.Errorf("%s: got %s, want %s", path, got, want)
		} else if get([]byte(doc), got) == "" {
			t.Errorf("%s: nothing at %s", path, got)
		}
	}
	// Unknown members wherever they stand.
	var losses adapters.Losses
	req.Origin = pb.Dialect_DIALECT_RESPONSES
	reportForeign(req, &losses)
	var found []string
	for _, l := range losses.Items() {
		found = append(found, a.(adapters.Locator).LocateRequest(req, l.Path))
	}
	want := []string{
		"/include/0", "/truncation", "/input/0/content/0/x", "/input/1/caller", "/input/5/content/0/annotations/0/y",
		"/reasoning/context", "/tools/0/tools/0/async",
	}
	for _, w := range want {
		if !strings.Contains(strings.Join(found, "\n")+"\n", w+"\n") {
			t.Errorf("%s is not among\n%s", w, strings.Join(found, "\n"))
		}
	}
}

func reportForeign(req *pb.GenerateRequest, losses *adapters.Losses) {
	for _, a := range all.All() {
		if a.Dialect() != req.Origin {
			_, _ = a.EncodeRequest(&adapters.Exchange{}, req, losses)
			return
		}
	}
}
