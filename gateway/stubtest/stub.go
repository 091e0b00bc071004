package stubtest

import (
	"io"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
	"time"
)

// Reply is what the stub says to one request.
type Reply struct {
	// Status is the HTTP status; 0 is 200.
	Status int
	// Header is sent with it. A body without a Content-Type gets none.
	Header http.Header
	// Body is the body.
	Body []byte
	// Chunk is how many bytes are written and flushed at once; 0 writes all.
	Chunk int
	// Pause is the time between two chunks.
	Pause time.Duration
	// Cut breaks the connection after so many bytes of the body, where it is not nil.
	Cut *int
	// Hang says where the stub falls silent until the client leaves.
	Hang Hang
	// HangAt is the byte of the body for HangInside.
	HangAt int
}

// Hang is a place at which the stub falls silent.
type Hang int

// The places.
const (
	HangNever Hang = iota
	HangBeforeHeader
	HangAfterHeader
	HangInside
)

// Request is what the stub was asked.
type Request struct {
	Method, URI string
	Header      http.Header
	Body        []byte
}

// Server is the upstream. It is safe for concurrent use.
type Server struct {
	// URL is its address.
	URL string

	http *httptest.Server

	mu      sync.Mutex
	replies []Reply
	asked   []Request
	left    chan struct{}
	gone    chan struct{}
}

// New starts a stub that ends with the test. It gives its replies in order, the last one again and again.
func New(t testing.TB, replies ...Reply) *Server {
	t.Helper()
	s := &Server{replies: replies, left: make(chan struct{}, 1024), gone: make(chan struct{})}
	s.http = httptest.NewServer(s)
	s.URL = s.http.URL
	t.Cleanup(func() {
		close(s.gone)
		s.http.CloseClientConnections()
		s.http.Close()
	})
	return s
}

// Reply sets the replies anew.
func (s *Server) Reply(replies ...Reply) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.replies = replies
}

// Asked gives the requests so far.
func (s *Server) Asked() []Request {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]Request(nil), s.asked...)
}

// Left receives once for each request whose client left before its answer ended.
func (s *Server) Left() <-chan struct{} { return s.left }

// ServeHTTP implements http.Handler.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		panic(http.ErrAbortHandler)
	}
	s.mu.Lock()
	s.asked = append(s.asked, Request{r.Method, r.URL.RequestURI(), r.Header.Clone(), body})
	reply := s.replies[0]
	if len(s.replies) > 1 {
		s.replies = s.replies[1:]
	}
	s.mu.Unlock()
	s.answer(w, r, reply)
}

func (s *Server) answer(w http.ResponseWriter, r *http.Request, reply Reply) {
	if reply.Hang == HangBeforeHeader {
		s.wait(r)
	}
	h := w.Header()
	// Without this, net/http would guess a type.
	h["Content-Type"] = nil
	for k, v := range reply.Header {
		h[k] = v
	}
	if reply.Status == 0 {
		reply.Status = http.StatusOK
	}
	w.WriteHeader(reply.Status)
	flush := http.NewResponseController(w)
	_ = flush.Flush()
	if reply.Hang == HangAfterHeader {
		s.wait(r)
	}
	body := reply.Body
	cut := reply.Cut != nil
	if cut {
		body = body[:*reply.Cut]
	}
	silent := len(body) + 1
	if reply.Hang == HangInside {
		silent = reply.HangAt
	}
	step := reply.Chunk
	if step == 0 {
		step = max(len(body), 1)
	}
	for at := 0; at < len(body); {
		if at >= silent {
			s.wait(r)
		}
		n := min(step, len(body)-at)
		if at < silent {
			n = min(n, silent-at)
		}
		if _, err := w.Write(body[at : at+n]); err != nil {
			s.left <- struct{}{}
			return
		}
		_ = flush.Flush()
		at += n
		if reply.Pause > 0 && at < len(body) {
			select {
			case <-time.After(reply.Pause):
			case <-r.Context().Done():
				s.left <- struct{}{}
				return
			}
		}
	}
	if silent <= len(body) {
		s.wait(r)
	}
	if cut {
		panic(http.ErrAbortHandler)
	}
}

// wait falls silent until the client leaves or the test ends.
func (s *Server) wait(r *http.Request) {
	select {
	case <-r.Context().Done():
		s.left <- struct{}{}
	case <-s.gone:
	}
	panic(http.ErrAbortHandler)
}
