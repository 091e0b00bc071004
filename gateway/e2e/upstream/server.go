package upstream

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
	"time"

	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// Config is what a server is made of.
type Config struct {
	Dialect pb.Dialect
	// Model is the model's name; "" takes the dialect's default.
	Model  string
	Script Script
	// Issuer makes the seals of one server different from those of another.
	Issuer string
	// Lenient only records what breaks a rule, and neither answers 400 nor fails the test.
	Lenient bool
}

// Server is the upstream. It is safe for concurrent use.
type Server struct {
	// URL is its address, Model the model that it serves.
	URL, Model string

	t    testing.TB
	c    Config
	d    *dialect
	http *httptest.Server

	mu         sync.Mutex
	ledger     *ledger
	asked      []Asked
	violations []string
	due, back  int
	closed     bool
}

// Asked is what the server was asked.
type Asked struct {
	Method, Path string
	Header       http.Header
	Body         []byte
	// Request is the reading of it; nil where it asks for no answer.
	Request *Request
	// Tag is that of the answer given, Status the HTTP status.
	Tag    string
	Status int
	At     time.Time
}

// New starts a server that ends with the test.
func New(t testing.TB, c Config) *Server {
	t.Helper()
	d := dialects()[c.Dialect]
	if d == nil {
		t.Fatalf("nobody plays the dialect %v", c.Dialect)
	}
	if c.Model == "" {
		c.Model = d.model
	}
	s := &Server{Model: c.Model, t: t, c: c, d: d, ledger: newLedger("issuer " + c.Issuer)}
	s.http = httptest.NewServer(s)
	s.URL = s.http.URL
	t.Cleanup(func() {
		s.mu.Lock()
		s.closed = true
		s.mu.Unlock()
		s.http.CloseClientConnections()
		s.http.Close()
	})
	return s
}

// BaseURL is what the gateway's configuration takes as the base URL.
func (s *Server) BaseURL() string { return s.URL + s.d.base }

// Violations lists what the requests broke so far.
func (s *Server) Violations() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]string(nil), s.violations...)
}

// Asked lists the requests so far.
func (s *Server) Asked() []Asked {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]Asked(nil), s.asked...)
}

// Seals counts, over all requests, the sealed answers that stood in the turn under way, and those of them that came with their seal.
func (s *Server) Seals() (due, returned int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.due, s.back
}

// ServeHTTP answers one request.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return // the client left
	}
	op := s.d.route(r)
	asked := Asked{Method: r.Method, Path: r.URL.RequestURI(), Header: r.Header, Body: body, At: time.Now()}
	switch {
	case op.kind == opUnknown:
		s.violation(asked, "", "there is no such endpoint")
		s.refuse(w, asked, NotFound, "")
	case s.d.key(r) != APIKey:
		s.violation(asked, "", "the key is wrong")
		s.refuse(w, asked, BadKey, "")
	case op.kind == opModels:
		s.reply(w, asked, s.d.models(s.Model))
	case op.kind == opCount:
		s.reply(w, asked, s.d.count(len(body)/4))
	case op.kind == opGenerate && s.d.elsewhere != nil && s.d.elsewhere(asked.Body) != nil:
		// What only some of the vendor's services do is politely declined; clients know how to go on.
		asked.Status = http.StatusBadRequest
		s.record(asked)
		s.write(w, asked.Status, (*Fault)(nil).header(), s.d.elsewhere(asked.Body))
	default:
		s.generate(w, r, asked, op)
	}
}

// record enters a request.
func (s *Server) record(a Asked) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.asked = append(s.asked, a)
}

// violation enters what broke a rule.
func (s *Server) violation(a Asked, where, what string) {
	line := fmt.Sprintf("%s %s: %s: %s", a.Method, a.Path, where, what)
	s.mu.Lock()
	s.violations = append(s.violations, line)
	quiet := s.c.Lenient || s.closed
	s.mu.Unlock()
	if !quiet {
		s.t.Errorf("the upstream was asked what breaks its rules: %s", line)
	}
}

// refuse answers with an error; "" leaves the vendor's words for its class.
func (s *Server) refuse(w http.ResponseWriter, a Asked, class Class, message string) {
	f := s.d.failures[class]
	if message != "" {
		f.message = message
	}
	a.Status = f.status
	s.record(a)
	s.write(w, f.status, (*Fault)(nil).header(), s.d.failed(f, nil))
}

func (s *Server) reply(w http.ResponseWriter, a Asked, body []byte) {
	a.Status = http.StatusOK
	s.record(a)
	s.write(w, http.StatusOK, http.Header{"Content-Type": {"application/json"}}, body)
}

// write sends a whole answer. That the client left is nothing to anybody here.
func (s *Server) write(w http.ResponseWriter, status int, h http.Header, body []byte) {
	for name, values := range h {
		w.Header()[name] = values
	}
	w.WriteHeader(status)
	_, _ = w.Write(body)
}
