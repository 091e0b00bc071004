package api_test

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"net"
	"strings"
	"testing"
	"time"

	"github.com/interlingua/interlingua/gateway/stubtest"
)

// TestPrompt has what an upstream said reach the client although the upstream then is silent.
func TestPrompt(t *testing.T) {
	eachPair(t, func(t *testing.T, client, upstream string) {
		r := stubtest.Stream(stubtest.File("answer." + upstream + ".sse"))
		text := bytes.Index(r.Body, []byte("look"))
		r.Hang, r.HangAt = stubtest.HangInside, text+bytes.Index(r.Body[text:], []byte("\n\n"))+2
		s := serve(t, to(stubtest.New(t, r), upstream))
		path, body := request(client, true)
		resp, err := s.client.Post(s.URL+path, "application/json", bytes.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = resp.Body.Close() }()
		late := time.AfterFunc(5*time.Second, func() { _ = resp.Body.Close() })
		defer late.Stop()
		lines := bufio.NewReader(resp.Body)
		for {
			line, err := lines.ReadString('\n')
			if err != nil {
				t.Fatalf("what was said does not come: %v", err)
			}
			if strings.Contains(line, "look") {
				return
			}
		}
	})
}

// TestFlushedTogether has events that arrived together go out together: each flush is a chunk of HTTP.
func TestFlushedTogether(t *testing.T) {
	eachPair(t, func(t *testing.T, client, upstream string) {
		s := serve(t, to(stubtest.New(t, reply(upstream, true)), upstream))
		path, body := request(client, true)
		conn, err := net.Dial("tcp", strings.TrimPrefix(s.URL, "http://"))
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = conn.Close() }()
		fmt.Fprintf(conn, "POST %s HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: %d\r\n\r\n%s", path, len(body), body)
		in := bufio.NewReader(conn)
		for line := "-"; line != "\r\n"; {
			if line, err = in.ReadString('\n'); err != nil {
				t.Fatal(err)
			}
		}
		chunks, events := 0, 0
		for {
			var size int
			if _, err := fmt.Fscanf(in, "%x\r\n", &size); err != nil {
				t.Fatal(err)
			}
			if size == 0 {
				break
			}
			chunk := make([]byte, size+len("\r\n"))
			if _, err := io.ReadFull(in, chunk); err != nil {
				t.Fatal(err)
			}
			chunks++
			events += bytes.Count(chunk, []byte("data: "))
		}
		// The first event is written as soon as it is there, and the transport reads the rest in pieces of its own.
		if chunks > 5 || events < 3 {
			t.Errorf("%d events in %d chunks", events, chunks)
		}
	})
}
