"""Texts that several programs are given to make documents of."""

MARKDOWN = '''---
title: A report on *rivers*
author: Anna Sample
lang: en
---

# First part {#first}

The committee has **received** the report -- all of it -- and "thanks" its members[^1].
Costs went up by 5 % in snow_white & others, see [the page](https://example.org/a_b?c=d%20e).

[^1]: A note with *some* words.

## Lists

- One thing
- Another `code_word` thing
    1. counted
    2. counted on

Term
:   What it is called.

> Quoted words stand here.

| Name  | Height of it |
|-------|-------------:|
| River | twelve feet  |
| Lake  | two $x^2$    |

Where $a_1 < b$ holds,

$$ \\int_0^1 f(x)\\,dx = 1 $$

the rest follows... ~~not this~~

```python
def f(x): # not { this
    return "words"
```
'''

REST = '''
A report on rivers
==================

First part
----------

The committee has **received** the *report* and thanks its members [#]_.
See `the page <https://example.org/a_b>`_ and ``code_word`` for 5 % more & others.

.. [#] A note with words.

* One thing
* Another thing

===== ============
Name  Height of it
===== ============
River twelve feet
Lake  two
===== ============

.. note:: Remember these words.

::

    not { this % code
'''
