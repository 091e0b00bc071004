package chat

import (
	"strconv"

	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// chunk gathers what one frame says.
type chunk struct {
	// said says that there is something to write.
	said    bool
	choices []chunkChoice
	usage   *pb.Usage
	failure *pb.Error
	exts    []*pb.Extension
}

// chunkChoice is what a chunk adds to one answer. The pieces of text are empty strings where a member is to be written
// empty, which has tells from its absence.
type chunkChoice struct {
	index                       int32
	has                         uint8
	content, reasoning, refusal string
	field                       string
	list                        []string
	details                     string
	signature                   string
	audioID, audioData          string
	audio                       *pb.Part
	calls                       []chunkCall
	function                    *chunkCall
	citations                   []*pb.Citation
	placed                      []placedCitation
	tokens                      []*pb.Logprob
	finish                      string
	message                     string // kept members of the message
	exts                        []*pb.Extension
}

// What a chunk says of an answer.
const (
	hasRole = 1 << iota
	hasContent
	hasReasoning
	hasRefusal
	hasAudio
)

// chunkCall is a fragment of a call.
type chunkCall struct {
	index     string
	begins    bool
	id, name  string
	custom    bool
	text      string
	hasText   bool
	signature string
	exts      []*pb.Extension
}

func (c *chunk) reset() {
	for i := range c.choices {
		c.choices[i] = chunkChoice{calls: c.choices[i].calls[:0]}
	}
	*c = chunk{choices: c.choices[:0], exts: c.exts[:0]}
}

// choice gives what the chunk says of an answer so far.
func (c *chunk) choice(index int32) *chunkChoice {
	for i := range c.choices {
		if c.choices[i].index == index {
			return &c.choices[i]
		}
	}
	if len(c.choices) < cap(c.choices) {
		c.choices = c.choices[:len(c.choices)+1]
	} else {
		c.choices = append(c.choices, chunkChoice{})
	}
	ch := &c.choices[len(c.choices)-1]
	ch.index = index
	c.said = true
	return ch
}

// choicePaths are the places of one element of choices, so that they need not be built for each chunk.
type choicePaths struct {
	choice, delta, logprobs, audio, function string
	calls                                    []callPaths
}

type callPaths struct{ call, function, custom string }

func (w *writer) pathsOf(choice int) *choicePaths {
	for len(w.paths) <= choice {
		at := "/choices/" + strconv.Itoa(len(w.paths))
		w.paths = append(w.paths, choicePaths{
			choice: at, delta: at + "/delta", logprobs: at + atLogprobs, audio: at + "/delta/audio", function: at + "/delta/function_call",
		})
	}
	return &w.paths[choice]
}

func (p *choicePaths) callAt(i int) *callPaths {
	for len(p.calls) <= i {
		at := p.delta + "/tool_calls/" + strconv.Itoa(len(p.calls))
		p.calls = append(p.calls, callPaths{at, at + "/" + callFunction, at + "/" + callCustom})
	}
	return &p.calls[i]
}
