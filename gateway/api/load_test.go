package api_test

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/interlingua/interlingua/gateway/config"
	"github.com/interlingua/interlingua/gateway/stubtest"
)

// heap is how much is in use once all garbage is gone.
func heap() uint64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc + m.StackInuse
}

// What one slow stream may cost while it is under way: client, server and stub of this process together.
const (
	streamGoroutines = 12
	streamBytes      = 256 << 10
)

// TestManySlowStreams has a thousand streams under way at once. Each comes whole, each costs little, and nothing stays behind.
func TestManySlowStreams(t *testing.T) {
	streams := 1000
	if race {
		streams = 100
	}
	for _, client := range []string{"claude", "chat"} {
		t.Run(client, func(t *testing.T) {
			r := stubtest.Stream(stubtest.File("small.chat.sse"))
			r.Chunk, r.Pause = len(r.Body)/2+1, 3*time.Second
			u := stubtest.New(t, r)
			s := serve(t, to(u, "chat"))
			path, body := request(client, true)
			before, goroutines := heap(), runtime.NumGoroutine()

			var group sync.WaitGroup
			var whole atomic.Int64
			for range streams {
				group.Go(func() {
					req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, s.URL+path, bytes.NewReader(body))
					if err != nil {
						t.Error(err)
						return
					}
					resp, err := s.client.Do(req)
					if err != nil {
						t.Error(err)
						return
					}
					defer func() { _ = resp.Body.Close() }()
					text, err := io.ReadAll(resp.Body)
					if outcome(client, answer{Response: resp, Bytes: text, Err: err}) == nil {
						whole.Add(1)
					}
				})
			}
			for len(u.Asked()) < streams {
				time.Sleep(10 * time.Millisecond)
			}
			routines, bytes := (runtime.NumGoroutine()-goroutines)/streams, (int64(heap())-int64(before))/int64(streams)
			t.Logf("%d streams under way: %d goroutines and %d bytes each", streams, routines, bytes)
			if routines > streamGoroutines || bytes > streamBytes {
				t.Errorf("at most %d goroutines and %d bytes are expected", streamGoroutines, streamBytes)
			}
			group.Wait()
			if n := int(whole.Load()); n != streams {
				t.Errorf("%d of %d streams came whole", n, streams)
			}
			s.client.CloseIdleConnections()
			s.State().Close()
			for range 500 {
				if runtime.NumGoroutine() <= goroutines+10 {
					return
				}
				time.Sleep(10 * time.Millisecond)
			}
			t.Errorf("%d goroutines stay behind", runtime.NumGoroutine()-goroutines)
		})
	}
}

// What a client that does not read may hold up: what the kernel buffers between client, server and upstream, and what of it is
// in this process.
const (
	stalledBytes = 64 << 20
	stalledHeap  = 16 << 20
)

// TestSlowClient has an upstream that says without end what its client does not read: it is held up, and nothing piles up.
func TestSlowClient(t *testing.T) {
	for _, client := range []string{"claude", "chat"} {
		t.Run(client, func(t *testing.T) {
			var said atomic.Int64
			left := make(chan struct{})
			chunk := fmt.Appendf(nil, `data: {"id":"x","model":"m","choices":[{"index":0,"delta":{"content":"%s"}}]}`+"\n\n", strings.Repeat("word ", 10_000))
			upstream := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				defer close(left)
				w.Header().Set("Content-Type", "text/event-stream")
				for r.Context().Err() == nil {
					n, err := w.Write(chunk)
					if err != nil {
						return
					}
					said.Add(int64(n))
				}
			}))
			defer upstream.Close()
			s := serve(t, &config.Config{
				Upstreams: []config.Upstream{upstreamAt("up", "chat", upstream.URL)}, Models: []config.Model{{Match: "*", Upstream: "up"}},
				Keepalive: config.Duration(20 * time.Millisecond),
			})
			before := heap()
			path, body := request(client, true)
			resp, err := s.client.Post(s.URL+path, "application/json", bytes.NewReader(body))
			if err != nil {
				t.Fatal(err)
			}
			if _, err := bufio.NewReader(resp.Body).ReadString('\n'); err != nil {
				t.Fatal(err)
			}
			// Until nothing more is said.
			for last := int64(-1); said.Load() != last; time.Sleep(300 * time.Millisecond) {
				if last = said.Load(); last > stalledBytes {
					t.Fatalf("%d bytes were taken for a client that does not read", last)
				}
			}
			if now := heap(); now > before+stalledHeap {
				t.Errorf("%d bytes pile up", now-before)
			}
			if err := resp.Body.Close(); err != nil {
				t.Fatal(err)
			}
			<-left
		})
	}
}
