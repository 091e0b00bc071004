package upstream

import (
	"net/http"
	"strings"
	"time"

	"github.com/interlingua/interlingua/adapters/adapterstest/validate"
)

// generate lets the model speak.
func (s *Server) generate(w http.ResponseWriter, r *http.Request, asked Asked, op operation) {
	req, problems := s.read(r, asked, op)
	if req == nil || len(problems) > 0 && !s.c.Lenient {
		for _, p := range problems {
			s.violation(asked, p.at, p.words)
		}
		s.refuse(w, asked, BadRequest, say(s.d.words, problems[0].at, problems[0].words))
		return
	}
	for _, p := range problems {
		s.violation(asked, p.at, p.words)
	}
	a := s.answer(asked, req)
	asked.Request, asked.Tag, asked.Status = req, a.Tag, http.StatusOK
	if a.Fault != nil && a.Fault.Delay > 0 {
		select {
		case <-time.After(a.Fault.Delay):
		case <-r.Context().Done():
			return
		}
	}
	if a.Fault.instead() {
		f := a.Fault.failure(s.d.failures)
		asked.Status = f.status
		s.record(asked)
		s.write(w, f.status, a.Fault.header(), s.d.failed(f, a.Fault))
		return
	}
	s.record(asked)
	if req.Stream {
		s.stream(w, a)
		return
	}
	body := s.d.whole(a)
	if a.Fault != nil && a.Fault.Cut {
		cut(w, string(body[:len(body)/2]))
	}
	s.write(w, http.StatusOK, http.Header{"Content-Type": {"application/json"}}, body)
}

// problem is one broken rule.
type problem struct{ at, words string }

// read reads and judges a request; nil where it cannot be read.
func (s *Server) read(r *http.Request, asked Asked, op operation) (*Request, []problem) {
	doc, err := decode(asked.Body)
	if err != nil {
		return nil, []problem{{"", "the body is not JSON: " + err.Error()}}
	}
	req := &Request{
		Dialect: s.c.Dialect, Model: op.model, Stream: op.stream, Path: asked.Path, Header: asked.Header, Body: asked.Body,
		ledger: s.ledger, doc: doc,
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.d.read(req, doc)
	var problems []problem
	report := func(at, words string) { problems = append(problems, problem{at, words}) }
	if req.Model != s.Model {
		report("/model", "the model `"+req.Model+"` does not exist")
	}
	for _, law := range append(s.d.laws, seals, callsKept) {
		law(req, doc, report)
	}
	judged := asked.Body
	if s.d.tolerate != nil {
		s.d.tolerate(req.Model, doc)
		judged = encode(doc)
	}
	for _, line := range validate.Request(s.c.Dialect, r.URL.Path, r.Header, judged) {
		at, words, _ := strings.Cut(line, ": ")
		report(at, words)
	}
	return req, problems
}

// answer asks the script and enters what it says.
func (s *Server) answer(asked Asked, req *Request) *reply {
	s.mu.Lock()
	a := s.c.Script.Answer(req)
	due, back := carried(req)
	s.due, s.back = s.due+due, s.back+back
	missing := resolve(req, &a)
	if a.Redacted && s.d.plain {
		a.Reasoning, a.Then = "", ""
	}
	if s.d.single {
		a.Reasoning, a.Then = strings.TrimSpace(a.Reasoning+"\n"+a.Then), ""
	}
	e := s.ledger.issue(&a, s.d.callPrefix)
	if s.d.seals != nil && s.d.seals(req, &a) {
		s.ledger.seal(e, a)
	}
	out := &reply{Answer: a, req: req, e: e, id: s.ledger.mint("answer", e.n, ""), created: time.Now().Unix(), l: s.ledger}
	fill(&out.Usage, len(asked.Body), a)
	s.mu.Unlock()
	for _, p := range append(a.Problems, missing...) {
		s.violation(asked, "", p)
	}
	return out
}

// resolve finds the tools of an answer's calls among those that were offered, and gives the calls the form that these take.
func resolve(r *Request, a *Answer) (missing []string) {
	calls := append([]Call(nil), a.Calls...)
	for i := range calls {
		c := &calls[i]
		t, ok := r.Tool(c.Tool)
		if !ok {
			missing = append(missing, "the tool "+c.Tool+" is not offered")
			continue
		}
		c.Tool, c.namespace, c.custom = t.Name, t.Namespace, t.Custom
		switch {
		case c.custom && c.Input == "":
			c.Input = c.Arguments
		case !c.custom && c.Arguments == "" && c.Input != "":
			c.Arguments = string(encode(object{"input": c.Input}))
		case !c.custom && c.Arguments == "":
			c.Arguments = "{}"
		}
	}
	a.Calls = calls
	return missing
}

// fill sets what the script left open.
func fill(u *Usage, bytes int, a Answer) {
	if u.Input == 0 {
		u.Input = int64(bytes/4) + 1
	}
	if u.Reasoning == 0 && a.Reasoning != "" {
		u.Reasoning = int64(len(a.Reasoning)/4) + 1
	}
	if u.Output == 0 {
		u.Output = u.Reasoning + int64(len(a.Text)/4) + int64(20*len(a.Calls)) + 1
	}
}

// stream writes an answer as a stream, with its faults.
func (s *Server) stream(w http.ResponseWriter, a *reply) {
	w.Header().Set("Content-Type", "text/event-stream; charset=utf-8")
	w.WriteHeader(http.StatusOK)
	frames := s.d.frames(a)
	if f := a.Fault; f != nil && f.Frames > 0 {
		frames = frames[:min(f.Frames, len(frames)-1)]
		if f.Class != NoError {
			frames = append(frames, s.d.broken(f.failure(s.d.failures), a)...)
		}
	}
	flush := http.NewResponseController(w)
	for _, frame := range frames {
		if _, err := w.Write([]byte(frame)); err != nil {
			return // the client left
		}
		if flush.Flush() != nil {
			return
		}
	}
	if a.Fault != nil && a.Fault.Cut {
		cut(w, "")
	}
}

// cut writes what there is and breaks the connection.
func cut(w http.ResponseWriter, head string) {
	_, _ = w.Write([]byte(head))
	_ = http.NewResponseController(w).Flush()
	panic(http.ErrAbortHandler)
}
