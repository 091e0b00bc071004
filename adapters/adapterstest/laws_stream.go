package adapterstest

import (
	"bytes"
	"errors"
	"io"

	"github.com/interlingua/interlingua/adapters"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// Reader opens a reader for the case's stream, whole or as an array.
func (c *Case) Reader(a adapters.Adapter, r io.Reader) adapters.EventReader {
	if c.Array {
		return a.(adapters.ArrayStreamer).NewArrayReader(c.Exchange(), r)
	}
	return a.NewEventReader(c.Exchange(), r)
}

// Writer opens a writer for the same form of stream.
func (c *Case) Writer(a adapters.Adapter, losses *adapters.Losses) adapters.EventWriter {
	if c.Array {
		return a.(adapters.ArrayStreamer).NewArrayWriter(c.Exchange(), losses)
	}
	return a.NewEventWriter(c.Exchange(), losses)
}

// Each reads a stream to its end and gives every event to a function. It returns nil at a proper end, and
// io.ErrUnexpectedEOF for a stream that was cut.
func Each(r adapters.EventReader, do func(*pb.GenerateEvent) error) error {
	for {
		ev, err := r.Next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if err := do(ev); err != nil {
			return err
		}
	}
}

// streamThrough reads a stream and writes it back; cut says that it ended early.
func streamThrough(a adapters.Adapter, c *Case, src io.Reader, losses *adapters.Losses) (out []byte, cut bool, err error) {
	w := c.Writer(a, losses)
	err = Each(c.Reader(a, src), func(ev *pb.GenerateEvent) (err error) {
		out, err = w.Append(out, ev)
		return err
	})
	if errors.Is(err, io.ErrUnexpectedEOF) {
		return out, true, nil
	}
	return out, false, err
}

// streamIdentity: a stream written back in its own dialect is the same stream, event by event; only a cut stream ends
// with io.ErrUnexpectedEOF.
func streamIdentity(a adapters.Adapter, c *Case) []Finding {
	var losses adapters.Losses
	out, cut, err := streamThrough(a, c, bytes.NewReader(c.Body), &losses)
	if err != nil {
		return broken("through", err)
	}
	split := Frames
	if c.Array {
		split = ArrayFrames
		if cut {
			return []Finding{{Where: "array", What: "a whole array was taken for a cut one"}}
		}
	}
	found := append(SameFrames(split(c.Body), split(out), cut), lost(&losses)...)
	return append(found, ending(a, c, cut)...)
}

// ending: only a stream that the corpus calls cut may be taken for one, and only one that an error or a finish ended, be
// it without the dialect's last event, for a whole one.
func ending(a adapters.Adapter, c *Case, cut bool) []Finding {
	tagged := c.Has("no-terminal-event")
	if tagged == cut {
		return nil
	}
	if cut {
		return []Finding{{Where: "end", What: "a whole stream is taken for a cut one"}}
	}
	answer, _ := AccumulateCase(a, c)
	ended := answer.Error != nil
	for _, candidate := range answer.Candidates {
		ended = ended || candidate.Finish != nil
	}
	if !ended {
		return []Finding{{Where: "end", What: "a cut stream is taken for a whole one"}}
	}
	return nil
}

func streamTwice(a adapters.Adapter, c *Case) []Finding {
	return twice(func() ([]byte, error) {
		out, _, err := streamThrough(a, c, bytes.NewReader(c.Body), nil)
		return out, err
	})
}
