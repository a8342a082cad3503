import { useState } from 'react';

export function App() {
  const [items, setItems] = useState([]);
  const [text, setText] = useState('');
  const add = (event) => {
    event.preventDefault();
    if (text.trim() === '') return;
    setItems([...items, { id: items.length, text, done: false }]);
    setText('');
  };
  const toggle = (id) => setItems(items.map((item) => (item.id === id ? { ...item, done: !item.done } : item)));
  return (
    <main>
      <h1>Todo</h1>
      <form onSubmit={add}>
        <input aria-label="New task" value={text} onChange={(event) => setText(event.target.value)} />
        <button>Add</button>
      </form>
      <ul>
        {items.map((item) => (
          <li key={item.id}>
            <label>
              <input type="checkbox" checked={item.done} onChange={() => toggle(item.id)} />
              {item.text}
            </label>
          </li>
        ))}
      </ul>
      <p>{items.filter((item) => !item.done).length} left</p>
    </main>
  );
}
