package translate_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/interlingua/interlingua/adapters/adapterstest"
	"github.com/interlingua/interlingua/adapters/all"
	"github.com/interlingua/interlingua/adapters/jsonx"
	"github.com/interlingua/interlingua/gateway/translate"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// A member that no vendor has, and a value of a kind that no member takes.
const (
	tomorrow  = "member_of_tomorrow"
	oddText   = "value of tomorrow"
	oddNumber = 987654321
)

// TestTomorrowsRequests and TestTomorrowsResponses put a member of tomorrow into each kind of place that recorded documents have:
// it is carried or reported, and so is a value of another kind, or a type or role that nobody knows, in each such place.
func TestTomorrowsRequests(t *testing.T) {
	acrossTomorrow(t, adapterstest.KindRequest, translate.KindRequest)
}

func TestTomorrowsResponses(t *testing.T) {
	acrossTomorrow(t, adapterstest.KindResponse, translate.KindResponse)
}

func acrossTomorrow(t *testing.T, recorded adapterstest.Kind, kind translate.Kind) {
	seen := map[pair]map[string]bool{}
	for _, p := range pairs() {
		seen[p] = map[string]bool{}
	}
	acrossDialects(t, recorded, func(p pair, c *adapterstest.Case, laws *checker) {
		const large = 100 << 10
		if len(c.Body) > large {
			return // it would be read anew for each of its places
		}
		for _, place := range places(c.Body, seen[p], "") {
			run := func(body []byte) translate.Result {
				j := translate.Job{
					Kind: kind, From: p.source, To: p.target, Body: body, Path: c.Path, Header: c.Header, Status: c.Status,
				}
				return j.Run()
			}
			law := "no value of another kind in silence"
			if place.member {
				law = "nothing of tomorrow in silence"
			}
			laws.run(law, func() []finding {
				r := run(place.body)
				if r.Fault == nil && !jsonx.Valid(r.Body) {
					return []finding{{Where: place.at, What: "the document is no JSON"}}
				}
				return silent(r, place.at, string(recorded)+" "+p.source.Dialect().String()+" "+place.kind)
			})
		}
	})
}

// pairs are all ways from one dialect to another.
func pairs() (out []pair) {
	for _, source := range all.All() {
		for _, target := range all.All() {
			out = append(out, pair{source, target})
		}
	}
	return out
}

// silent finds a value that is neither in the document nor under a reported pointer.
func silent(r translate.Result, at, kind string) []finding {
	if r.Fault != nil || bytes.Contains(r.Body, []byte(oddText)) || bytes.Contains(r.Body, []byte(strconv.Itoa(oddNumber))) {
		return nil
	}
	if slices.ContainsFunc(r.Losses, func(l *pb.Loss) bool { return l.Path == at || strings.HasPrefix(at, l.Path+"/") }) {
		return nil
	}
	for _, known := range saysNothing {
		if known.MatchString(kind) {
			return nil
		}
	}
	return []finding{{Where: at, What: "lost in silence"}}
}

// saysNothing are the places whose members are no losses, or are carried in another form.
var saysNothing = []*regexp.Regexp{
	// What a response repeats of its request.
	regexp.MustCompile(`^response DIALECT_RESPONSES /(background|conversation|frequency_penalty|instructions|max_output_tokens|max_tool_calls|metadata|` +
		`parallel_tool_calls|presence_penalty|previous_response_id|prompt|prompt_cache_key|prompt_cache_options|prompt_cache_retention|` +
		`reasoning|safety_identifier|store|temperature|text|tool_choice|tools|top_logprobs|top_p|truncation|user)(/|$)`),
	// Its name, when it was ready, and its texts once more.
	regexp.MustCompile(`^response DIALECT_RESPONSES /(object|completed_at|output_text)$`),
	// Reasoning details are state of the vendor's: they are sealed as they are, and come home so.
	regexp.MustCompile(`^(request|response) DIALECT_CHAT /(messages/\*|choices/\*/message)/reasoning_details/`),
	// Where a call or an answer stands in its list, the bytes of a token beside its text, and the model beside that of the address.
	regexp.MustCompile(`^(request|response) DIALECT_CHAT (.*/tool_calls/\*/index|/choices/\*/index|.*logprobs/\*/bytes/\*|.*logprobs/content/\*/bytes/\*|/model)$`),
	// What only the server's own clients read, and what is said beside the message once more.
	regexp.MustCompile(`^response DIALECT_CHAT /(system_fingerprint|choices/\*/delta/role|choices/\*/message/thought_signature)$`),
	// The vendor itself passes over the role of a system instruction.
	regexp.MustCompile(`^request DIALECT_GEMINI /systemInstruction/role$`),
	// Where the model ran.
	regexp.MustCompile(`^response DIALECT_CLAUDE /usage/inference_geo$`),
	// An audio answer, and a custom call beside the call of a function, of a server that sends both empty.
	regexp.MustCompile(`^response DIALECT_CHAT /choices/\*/message/(audio|tool_calls/\*/custom)(/|$)`),
	// Reasoning details, as in whole answers, and the message that says again what the deltas said.
	regexp.MustCompile(`^stream DIALECT_CHAT (type reasoning\..*|message)$`),
	// A later content_filter_results takes the place of an earlier one.
	regexp.MustCompile(`^stream DIALECT_CHAT protected_material_(code|text)$`),
	// What tells how far the vendor has come: the item that it belongs to says it whole.
	regexp.MustCompile(`^stream DIALECT_RESPONSES type response\.(reasoning_summary_part|reasoning_part|web_search_call|file_search_call|code_interpreter_call|image_generation_call|mcp_call|mcp_list_tools|shell_call|apply_patch_call)`),
	// An error: a client acts on its class and message only.
	regexp.MustCompile(`^stream DIALECT_RESPONSES type (error|tokens)$`),
	// The refusal that it ends is reported itself. The output of a shell is progress.
	regexp.MustCompile(`^stream DIALECT_RESPONSES (type response\.refusal\.done|delta)$`),
	// A sign of life.
	regexp.MustCompile(`^stream DIALECT_CLAUDE type ping$`),
	// Where a citation stands is computed anew in the units of the target.
	regexp.MustCompile(`^stream DIALECT_GEMINI segment$`),
	regexp.MustCompile(`^response DIALECT_GEMINI /candidates/\*/(citationMetadata/citations/\*|groundingMetadata/groundingSupports/\*/(segment|segment/\w+|groundingChunkIndices/\*))$`),
}

// changed is a document that was changed in one place.
type changed struct {
	at, kind string
	member   bool
	body     []byte
}

// places gives a document with a member of tomorrow in each object, and with another kind of value in each place, as far as no such
// place was seen yet. The kinds of places begin with root.
func places(body []byte, seen map[string]bool, root string) (out []changed) {
	var doc any
	d := json.NewDecoder(bytes.NewReader(body))
	d.UseNumber()
	if d.Decode(&doc) != nil {
		return nil
	}
	write := func(at, kind string, member bool) {
		text, err := json.Marshal(doc)
		if err == nil {
			out = append(out, changed{at, kind, member, text})
		}
	}
	var walk func(v any, at, kind string, set func(any))
	walk = func(v any, at, kind string, set func(any)) {
		switch v := v.(type) {
		case map[string]any:
			typ, _ := v["type"].(string)
			if key := kind + " " + typ; !seen[key] {
				seen[key] = true
				v[tomorrow] = oddText
				write(at+"/"+tomorrow, kind, true)
				delete(v, tomorrow)
			}
			for _, name := range slices.Sorted(maps.Keys(v)) {
				step := "/" + jsonx.EscapePointer(name)
				walk(v[name], at+step, kind+step, func(x any) { v[name] = x })
			}
		case []any:
			for i := range v {
				walk(v[i], at+"/"+strconv.Itoa(i), kind+"/*", func(x any) { v[i] = x })
			}
		default:
			key := fmt.Sprintf("%s %T", kind, v)
			if seen[key] || set == nil {
				return
			}
			seen[key] = true
			var odd any = oddText
			if _, text := v.(string); text {
				odd = oddNumber
			}
			set(odd)
			write(at, kind, false)
			if word := path.Base(kind); word == "type" || word == "role" {
				set(oddText)
				write(at, kind, false)
			}
			set(v)
		}
	}
	walk(doc, "", root, nil)
	return out
}
